namespace GlusterEngine.Vds.Fencing;

/// <summary>What stood in the option <see cref="VolumeFence.Option"/> of a volume.</summary>
/// <param name="Generation">The generation; null when it is no number, or that of another volume of the name.</param>
internal sealed record SeenGeneration(long? Generation);
