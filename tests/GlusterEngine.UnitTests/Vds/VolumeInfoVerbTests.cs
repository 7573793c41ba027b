using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class VolumeInfoVerbTests
{
    private static readonly Dictionary<string, string> CommonOptions = new(StringComparer.Ordinal)
    {
        ["nfs.disable"] = "on",
        ["transport.address-family"] = "inet",
        ["storage.fips-mode-rchecksum"] = "on",
    };

    private static readonly Dictionary<string, string> ReplicaOptions = new(CommonOptions, StringComparer.Ordinal)
    {
        ["performance.client-io-threads"] = "off",
        ["cluster.granular-entry-heal"] = "on",
    };

    [Fact]
    public void A_pool_without_volumes_answers_none() => Assert.Empty(Recorded.Value("volume-info-none.xml", new VolumeInfoVerb()));

    [Fact]
    public void A_distributed_volume_has_no_replicas_and_keeps_its_options_as_written() => AssertOne("volume-info-dist.xml", new VolumeDescription(
        Guid.Parse("569e380c-fad0-429e-9254-3e05b580f99e"), "data", GlusterVolumeType.Distribute, GlusterVolumeStatus.Up, 0, 0, 0, 0, ["tcp"], Bricks("data"),
        new Dictionary<string, string>(CommonOptions, StringComparer.Ordinal)
        {
            ["user.note"] = "a <b> & \"c\"; d=e",
            ["debug.delay-gen"] = "posix",
            ["delay-gen.enable"] = "write",
            ["delay-gen.delay-percentage"] = "100",
            ["delay-gen.delay-duration"] = "150000",
        }));

    [Fact]
    public void A_replicated_volume_has_a_replica_count() => AssertOne("volume-info-rep3.xml", new VolumeDescription(
        Guid.Parse("a3078ed8-76ba-4e91-98c7-d3996ef261b3"),
        "rep3", GlusterVolumeType.Replicate, GlusterVolumeStatus.Up, 3, 0, 0, 0, ["tcp"], Bricks("rep3"), ReplicaOptions));

    [Fact]
    public void A_distributed_replicated_volume_has_its_bricks_in_order() => AssertOne("volume-info-distrep.xml", new VolumeDescription(
        Guid.Parse("2b178c25-bbe7-41e7-acb6-28e5f4d531dd"),
        "distrep", GlusterVolumeType.DistributedReplicate, GlusterVolumeStatus.Up, 3, 0, 0, 0, ["tcp"], [.. Bricks("distrep"), .. Bricks("distrep-b")], ReplicaOptions));

    [Fact]
    public void An_arbiter_is_told_from_the_other_replicas() => AssertOne("volume-info-arb.xml", new VolumeDescription(
        Guid.Parse("bd667e5e-16a6-4dd3-b870-0f4a994a4853"),
        "arb", GlusterVolumeType.Replicate, GlusterVolumeStatus.Up, 3, 1, 0, 0, ["tcp"], [.. Bricks("arb")[..2], Bricks("arb")[2] with { IsArbiter = true }], ReplicaOptions));

    [Fact]
    public void A_dispersed_volume_has_a_redundancy() => AssertOne("volume-info-disp.xml", new VolumeDescription(
        Guid.Parse("6f120d43-f426-44e6-a825-c91c9fc55de9"),
        "disp", GlusterVolumeType.Disperse, GlusterVolumeStatus.Up, 0, 0, 3, 1, ["tcp"], Bricks("disp"), CommonOptions));

    [Fact]
    public void A_volume_that_was_never_started_is_down() => AssertOne("volume-info-created.xml", new VolumeDescription(
        Guid.Parse("acfdb070-044e-4c23-a7be-5059c46da2d8"),
        "single", GlusterVolumeType.Distribute, GlusterVolumeStatus.Down, 0, 0, 0, 0, ["tcp"], Bricks("single")[..1], CommonOptions));

    [Fact]
    public void The_snapshots_of_a_volume_are_counted()
    {
        Assert.Equal(0, Assert.Single(Recorded.Value("volume-info-stopped.xml", new VolumeInfoVerb())).SnapshotCount);
        Assert.Equal(3, Assert.Single(new VolumeInfoVerb().Parse(Altered("snapshotCount", "3"))).SnapshotCount);
    }

    [Fact]
    public void A_stopped_volume_is_down() => AssertOne("volume-info-stopped.xml", new VolumeDescription(
        Guid.Parse("4c7e95bb-68d7-465c-9415-884268a7b469"),
        "halted", GlusterVolumeType.Distribute, GlusterVolumeStatus.Down, 0, 0, 0, 0, ["tcp"], Bricks("halted"), CommonOptions));

    [Fact]
    public void All_volumes_come_in_one_reply() => Assert.Equal(
        ["arb", "data", "disp", "distrep", "rep3", "single"], Recorded.Value("volume-info-all.xml", new VolumeInfoVerb()).Select(static volume => volume.Name));

    [Fact]
    public void A_volume_that_does_not_exist_is_refused() => Assert.Equal(
        new VdsReply<IReadOnlyList<VolumeDescription>>.Refused(new GlusterError(-1, 30806, "Volume does not exist", GlusterErrorMeaning.VolumeNotFound)),
        Recorded.Reply("volume-info-unknown.xml", new VolumeInfoVerb("nosuch")));

    [Theory]
    [InlineData("typeStr", "Tier")]
    [InlineData("status", "7")]
    public void A_layout_or_state_of_another_gluster_is_unknown_and_not_an_error(string element, string text)
    {
        var volume = Assert.Single(new VolumeInfoVerb().Parse(Altered(element, text)));

        Assert.True(volume.Type == GlusterVolumeType.Unknown || volume.Status == GlusterVolumeStatus.Unknown);
    }

    [Theory]
    [InlineData("count", "2")]
    [InlineData("id", "569e380c")]
    [InlineData("hostUuid", "N/A")]
    [InlineData("brickCount", "", "bricks")]
    [InlineData("name", "")]
    public void A_reply_that_contradicts_itself_or_lacks_something_is_refused(string element, string text, string? removed = null)
    {
        var root = Altered(element, text);
        if (removed is not null) root.Descendants(removed).Remove();

        Assert.Throws<FormatException>(() => new VolumeInfoVerb().Parse(root));
    }

    [Fact]
    public void A_reply_about_another_volume_is_refused() =>
        Assert.IsType<VdsReply<IReadOnlyList<VolumeDescription>>.Unknown>(Recorded.Reply("volume-info-arb.xml", new VolumeInfoVerb("data")));

    private static void AssertOne(string file, VolumeDescription expected) =>
        Assert.Equivalent(expected with { SnapshotCount = 0 }, Assert.Single(Recorded.Value(file, new VolumeInfoVerb(expected.Name))), strict: true);

    private static BrickDescription[] Bricks(string directory) =>
    [
        new(new BrickAddress("127.1.5.1", $"/tmp/lv/1/bricks/{directory}"), Recorded.Peer1, IsArbiter: false),
        new(new BrickAddress("127.1.5.2", $"/tmp/lv/2/bricks/{directory}"), Recorded.Peer2, IsArbiter: false),
        new(new BrickAddress("127.1.5.3", $"/tmp/lv/3/bricks/{directory}"), Recorded.Peer3, IsArbiter: false),
    ];

    private static XElement Altered(string element, string text)
    {
        var root = XElement.Parse(RecordedAnswer.Of("volume-info-dist.xml").Text);
        root.Descendants(element).First().Value = text;
        return root;
    }
}
