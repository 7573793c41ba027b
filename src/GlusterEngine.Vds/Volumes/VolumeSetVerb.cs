using System.Xml.Linq;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Sets an option of a volume.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Option">Key, such as <c>cluster.rebal-throttle</c>.</param>
/// <param name="Value">Value: neither empty nor with a newline, which would keep glusterd from starting (spec/gluster.md 5).</param>
public sealed record VolumeSetVerb(string Volume, string Option, string Value) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.set";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "set", Volume, Option, Value];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;
}
