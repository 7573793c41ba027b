using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hosts;

/// <summary>
/// Takes a host out of the trusted pool of the asked one. Gluster refuses it for a host with some of a volume's bricks, and while another peer is down unless forced.
/// A volume with all its bricks on the host leaves the pool with it, without a word. It does not mind that the host itself is down either, which then does not hear of
/// it and goes on to list the pool.
/// </summary>
/// <param name="Hostname">Name by which the pool knows it, as <see cref="PeerListVerb"/> gives it.</param>
/// <param name="Force">Also while another peer is down.</param>
public sealed record PeerDetachVerb(string Hostname, bool Force) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHost.remove";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["peer", "detach", Hostname, .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHost.remove", new() { ["hostName"] = Hostname, ["force"] = Force })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
