namespace GlusterEngine.Vds.Fencing;

/// <summary>What a fence made of a command that came to it.</summary>
/// <param name="KeptBackBy">The answer that keeps the command from being said; null when it may be.</param>
/// <param name="State">What became of the generation.</param>
/// <param name="Value">What the generation was last seen to be; null when that is unknown.</param>
internal sealed record FencePassage<TAnswer>(TAnswer? KeptBackBy, FenceState State, long? Value)
    where TAnswer : class;
