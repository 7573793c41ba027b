using System.Xml.Linq;

namespace GlusterEngine.Vds.Volumes;

/// <summary>All volumes, or one; takes no lock, so a complete answer names every volume.</summary>
/// <param name="Volume">One volume; null for all.</param>
public sealed record VolumeInfoVerb(string? Volume = null) : VdsVerb<IReadOnlyList<VolumeDescription>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Read;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => Volume is null ? ["volume", "info"] : ["volume", "info", Volume];

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeDescription> Parse(XElement cliOutput) => throw new NotSupportedException();
}
