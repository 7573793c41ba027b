using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>What a profiled volume did, per brick or NFS server. Takes the volume's lock, and begins a new interval.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="OfNfs">Ask the NFS servers instead of the bricks.</param>
public sealed record ProfileReadVerb(string Volume, bool OfNfs) : VdsVerb<ProfileDescription>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.profileInfo";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "profile", Volume, "info", .. OfNfs ? (string[])["nfs"] : []];

    /// <inheritdoc/>
    public override ProfileDescription Parse(XElement cliOutput)
    {
        // <volProfile><volname>v</volname><profileOp>3</profileOp><brickCount>3</brickCount>
        //   <brick><brickName>HOST:/DIR</brickName>    (of NFS: <nfs>HOST</nfs>)
        //     <cumulativeStats><blockStats><block><size>512</size><reads>0</reads><writes>5</writes></block>..</blockStats>    (32 sizes)
        //       <fopStats><fop><name>WRITE</name><hits>5</hits><avgLatency>848299.600000</avgLatency><minLatency>..</minLatency><maxLatency>..</maxLatency></fop>..</fopStats>
        //       <duration>882</duration><totalRead>0</totalRead><totalWrite>5000</totalWrite></cumulativeStats>
        //     <intervalStats>..</intervalStats></brick>..</volProfile>
        var profile = cliOutput.Child("volProfile");
        if (profile.Text("volname") != Volume) throw new FormatException($"The reply is not about volume {Volume}.");
        return new([.. profile.Elements("brick").Select(ParseServer)]);
    }

    private static ProfiledServer ParseServer(XElement server) => new(
        server.TextOrNull("brickName") ?? server.Text("nfs"), ParseCounts(server.Element("cumulativeStats")), ParseCounts(server.Element("intervalStats")));

    private static ProfileCounts? ParseCounts(XElement? counts) => counts is null ? null : new(counts.Count("duration"), counts.Count("totalRead"), counts.Count("totalWrite"))
    {
        Blocks = [.. (counts.Element("blockStats")?.Elements("block") ?? []).Select(static block => new BlockCount(block.Count("size"), block.Count("reads"), block.Count("writes")))
            .Where(static block => block.Reads + block.Writes > 0)],
        Operations = [.. (counts.Element("fopStats")?.Elements("fop") ?? []).Select(static operation => new OperationCount(
            operation.Text("name"), operation.Count("hits"), operation.Seconds("avgLatency"), operation.Seconds("minLatency"), operation.Seconds("maxLatency")))],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.profileInfo", new() { ["volumeName"] = Volume, ["nfs"] = OfNfs })];

    /// <inheritdoc/>
    public override ProfileDescription ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"profileInfo":{"volumeName":"v","bricks":[{"brick":"HOST:/DIR","cumulativeStats":{"blockStats":[{"size":"1","read":"0","write":"0"},..],
        //   "fopStats":[{"name":"LOOKUP","hits":"1","latencyAvg":"..","latencyMin":"..","latencyMax":".."}],"duration":"17","totalRead":"0","totalWrite":"0"},
        //   "intervalStats":{..}},..]}}    (of NFS: "nfsServers":[{"nfs":"HOST",..},..])
        var profile = results[0].Child("profileInfo");
        if (profile.Text("volumeName") != Volume) throw new FormatException($"The reply is not about volume {Volume}.");
        return new([.. profile.Items(OfNfs ? "nfsServers" : "bricks").Select(server =>
            new ProfiledServer(server.Text(OfNfs ? "nfs" : "brick"), ParseVdsmCounts(server.Child("cumulativeStats")), ParseVdsmCounts(server.Child("intervalStats"))))]);
    }

    private static ProfileCounts ParseVdsmCounts(JsonElement counts) => new(counts.Count("duration"), counts.Count("totalRead"), counts.Count("totalWrite"))
    {
        Blocks = [.. counts.Items("blockStats").Select(static block => new BlockCount(block.Count("size"), block.Count("read"), block.Count("write"))).Where(static block => block.Reads + block.Writes > 0)],
        Operations = [.. counts.Items("fopStats").Select(static operation => new OperationCount(
            operation.Text("name"), operation.Count("hits"), operation.Seconds("latencyAvg"), operation.Seconds("latencyMin"), operation.Seconds("latencyMax")))],
    };
}
