using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class VolumeStatusVerbTests
{
    [Fact]
    public void A_dead_brick_has_neither_process_nor_port() => Assert.Equal(
        [
            Brick(1, Recorded.Peer1, pid: 266, port: 54437, freeBytes: 255533543424, freeInodes: 16329452),
            Brick(2, Recorded.Peer2, pid: null, port: null, freeBytes: 255533543424, freeInodes: 16329452),
            Brick(3, Recorded.Peer3, pid: 163, port: 54919, freeBytes: 255533543424, freeInodes: 16329452),
        ],
        Recorded.Value("volume-status-detail-brick-down.xml", new VolumeStatusVerb("rep3")));

    [Fact]
    public void A_brick_of_a_node_that_is_away_is_missing() => Assert.Equal(
        [
            Brick(1, Recorded.Peer1, pid: 266, port: 54437, freeBytes: 255557394432, freeInodes: 16333665),
            Brick(3, Recorded.Peer3, pid: 153, port: 56037, freeBytes: 255557394432, freeInodes: 16333665),
        ],
        Recorded.Value("volume-status-detail-node-down.xml", new VolumeStatusVerb("rep3")));

    private static BrickState Brick(int node, Guid peer, int? pid, int? port, long freeBytes, long freeInodes) => new(
        new BrickAddress($"127.1.5.{node}", $"/tmp/lv/{node}/bricks/rep3"),
        peer,
        IsOnline: pid is not null,
        pid,
        port,
        TotalBytes: 270553174016,
        freeBytes,
        Device: "/dev/vda",
        FsName: "ext4",
        MountOptions: "rw,relatime,discard,resv_strict,resuid=65534,resgid=65534")
    {
        BlockBytes = 4096,
        TotalInodes = 16777216,
        FreeInodes = freeInodes,
    };
}
