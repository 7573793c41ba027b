using System.Xml.Linq;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Takes an option of a volume back to its default.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Option">Key.</param>
public sealed record VolumeResetVerb(string Volume, string Option) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.reset";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "reset", Volume, Option];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;
}
