using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hosts;

/// <summary>
/// Takes a host into the trusted pool of the asked one. Answered before the others of the pool have heard of it: whether it is a peer now is for the pool's list to
/// tell. A host that is a peer of the pool already stays one. False: the asked host takes the address for its own, so nothing was done.
/// </summary>
/// <param name="Address">Name or address under which the pool is to know it.</param>
public sealed record PeerProbeVerb(string Address) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHost.add";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["peer", "probe", Address];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput)
    {
        // <opRet>0</opRet><opErrno>0</opErrno><opErrstr/><output>success</output>
        // opErrno 1: "Probe on localhost not needed"; 2: "Host H port 24007 already in peer list".
        const int OnLocalhost = 1;
        return cliOutput.Number("opErrno") != OnLocalhost;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHost.add", new() { ["hostName"] = Address })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
