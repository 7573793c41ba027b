using System.Xml.Linq;
using GlusterEngine.Model.Bricks;

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
            TotalInodes = node.CountOrNull("inodesTotal"),
            FreeInodes = node.CountOrNull("inodesFree"),
        };
    }
}
