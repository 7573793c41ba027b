using System.Xml.Linq;

namespace GlusterEngine.Vds.Hosts;

/// <summary>The trusted pool as the asked host sees it, itself included. Takes no lock.</summary>
public sealed record PeerListVerb : VdsVerb<IReadOnlyList<PeerDescription>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHost.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Read;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["pool", "list"];

    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> Parse(XElement cliOutput) => throw new NotSupportedException();
}
