using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

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
    public override IReadOnlyList<BrickState> Parse(XElement cliOutput)
    {
        // <volStatus><volumes><volume><volName>v</volName><nodeCount>3</nodeCount>
        //   <node><hostname>127.1.5.2</hostname><path>/bricks/v</path><peerid>UUID</peerid>
        //     <status>0</status><port>N/A</port><ports>..</ports><pid>-1</pid>    (down; up: 1, 49500, 81)
        //     <sizeTotal>270553174016</sizeTotal><sizeFree>256566120448</sizeFree><device>/dev/vda</device><blockSize>4096</blockSize>
        //     <mntOptions>rw,relatime</mntOptions><fsName>ext4</fsName>..</node>..    (no node for the bricks of a host that is away)
        var volumes = cliOutput.Child("volStatus").Child("volumes").Elements("volume").ToList();
        if (volumes.Count != 1 || volumes[0].Text("volName") != Volume) throw new FormatException($"The reply is not about volume {Volume}.");
        return volumes[0].Elements("node").Select(ParseBrick).Distinct(static brick => brick.Address, "brick");
    }

    private static BrickState ParseBrick(XElement node)
    {
        var name = $"{node.Text("hostname")}:{node.Text("path")}";
        var isOnline = node.Number("status") == 1;
        return new BrickState(
            BrickAddress.Parse(name) ?? throw new FormatException($"{name} is no brick."),
            node.Uuid("peerid"),
            isOnline,
            isOnline ? node.Number("pid") : null,
            isOnline && node.TextOrNull("port") is not null ? node.Number("port") : null,
            node.CountOrNull("sizeTotal"),
            node.CountOrNull("sizeFree"),
            node.TextOrNull("device"),
            node.TextOrNull("fsName"),
            node.TextOrNull("mntOptions"))
        {
            BlockBytes = node.CountOrNull("blockSize"),
            TotalInodes = node.CountOrNull("inodesTotal"),
            FreeInodes = node.CountOrNull("inodesFree"),
        };
    }

    /// <inheritdoc/>
    /// <remarks>VDSM gives states and capacities apart.</remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.status", VdsmParameters(Volume, option: null)), new("GlusterVolume.status", VdsmParameters(Volume, "detail"))];

    /// <summary>The parameters of VDSM's status verb.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="option">In lower case, since VDSM takes anything else for the name of a brick.</param>
    /// <param name="brick">One brick; null for all.</param>
    internal static JsonObject VdsmParameters(string volume, string? option, BrickAddress? brick = null) =>
        new() { ["volumeName"] = volume, ["brick"] = brick?.ToString(), ["statusOption"] = option };

    /// <inheritdoc/>
    public override IReadOnlyList<BrickState> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"volumeStatus":{"name":"v","bricks":[{"brick":"HOST:/DIR","hostuuid":"UUID","port":"49152","rdma_port":"N/A","status":"ONLINE","pid":"2000"},..],"nfs":[],"shd":[..]}}
        // {"volumeStatus":{"name":"v","bricks":[{"brick":"HOST:/DIR","hostuuid":"UUID","sizeTotal":"258019.613","sizeFree":"..","device":"..","blockSize":"4096",
        //   "mntOptions":"rw","fsName":"xfs"},..]}}    (both leave out bricks of hosts that are away; sizes are MiB)
        var (states, details) = (BricksOf(results[0]), BricksOf(results[1]));
        var detailOf = details.Distinct(static brick => brick.Text("brick"), "brick").ToDictionary(static brick => brick.Text("brick"), StringComparer.Ordinal);
        return states.Select(state => ParseVdsmBrick(state, detailOf.GetValueOrDefault(state.Text("brick")))).Distinct(static brick => brick.Address, "brick");
    }

    // Daemons that VDSM does not know are listed like bricks, under a name that is no path.
    private IEnumerable<JsonElement> BricksOf(JsonElement result) => result.Child("volumeStatus") is var status && status.Text("name") == Volume
        ? status.Items("bricks").Where(static brick => BrickAddress.Parse(brick.TextOrNull("brick")) is not null)
        : throw new FormatException($"The reply is not about volume {Volume}.");

    private static BrickState ParseVdsmBrick(JsonElement state, JsonElement detail)
    {
        var isOnline = state.Text("status") == "ONLINE";
        return new(
            state.Brick("brick"),
            state.Uuid("hostuuid"),
            isOnline,
            isOnline ? state.Number("pid") : null,
            isOnline && state.TextOrNull("port") is not null ? state.Number("port") : null,
            detail.BytesOfMebibytes("sizeTotal"),
            detail.BytesOfMebibytes("sizeFree"),
            detail.TextOrNull("device"),
            detail.TextOrNull("fsName"),
            detail.TextOrNull("mntOptions"))
        {
            BlockBytes = detail.TextOrNull("blockSize") is null ? null : detail.Count("blockSize"),
        };
    }
}
