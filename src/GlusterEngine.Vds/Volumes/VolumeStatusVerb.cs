using System.Xml.Linq;

namespace GlusterEngine.Vds.Volumes;

/// <summary>State and capacity of each brick of a started volume. Takes the volume's lock.</summary>
/// <param name="Volume">The volume.</param>
public sealed record VolumeStatusVerb(string Volume) : VdsVerb<IReadOnlyList<BrickState>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.status";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "status", Volume, "detail"];

    /// <inheritdoc/>
    public override IReadOnlyList<BrickState> Parse(XElement cliOutput) => throw new NotSupportedException();
}
