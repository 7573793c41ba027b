using System.Globalization;
using System.Xml.Linq;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedRemoveBrickTests
{
    private const string Brick = "gluster3.demo:/bricks/data";

    private readonly SimulatedPool pool = new(SimulatedTopology.Demo);

    [Fact]
    public async Task A_migration_runs_completes_and_is_committed()
    {
        Assert.Equal((0, 0, "Remove Brick start successful"), await Remove(Brick, "start"));
        var task = await pool.Listed("data");
        Assert.Equal((GlusterTaskType.RemoveBrick, GlusterTaskStatus.InProgress), (task!.Type, task.Status));
        Assert.Equal(Brick, Assert.Single(task.Bricks).ToString());
        Assert.Equal((-1, 30800, "Pre Validation failed on gluster3.demo. use 'force' option as migration is in progress"), await Remove(Brick, "commit"));

        pool.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal((0, 0, ""), await Remove(Brick, "status"));
        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed("data"))!.Status);
        Assert.Equal((0, 0, "Remove Brick commit successful"), await Remove(Brick, "commit"));

        Assert.Null(await pool.Listed("data"));
        Assert.Equal(2, Assert.Single(await pool.Ask(new VolumeInfoVerb("data"))).Bricks.Count);
    }

    [Fact]
    public async Task A_stop_of_one_brick_stops_the_whole_migration()
    {
        const string set = "gluster1.demo:/bricks/media-2 gluster2.demo:/bricks/media-2 gluster3.demo:/bricks/media-2";
        Assert.Equal((0, 0, "Remove Brick start successful"), await Remove("media", set, "start"));

        Assert.Equal((0, 0, ""), await Remove("media", "gluster2.demo:/bricks/media-2", "stop"));

        Assert.Null(await pool.Listed("media"));
        Assert.Equal((-1, 30800, "remove-brick not started for volume media."), await Remove("media", set, "stop"));
    }

    [Fact]
    public async Task A_rebalance_and_a_migration_exclude_each_other()
    {
        await Remove(Brick, "start");

        Assert.Equal(GlusterErrorMeaning.RemoveBrickPending, (await pool.Refusal(new RebalanceStartVerb("data", FixLayout: false, Force: false))).Meaning);
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, (await pool.Refusal(new RebalanceStatusVerb("data"))).Meaning);
        Assert.StartsWith("An earlier remove-brick task exists", (await Remove(Brick, "start")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "gluster3.demo:/nope", "start", 0, "Incorrect brick gluster3.demo:/nope for volume data")]
    [InlineData("data", Brick, "commit", 30800, "Brick gluster3.demo:/bricks/data is not decommissioned. Use start or force option")]
    [InlineData("data", Brick, "status", 30800, "remove-brick not started for volume data.")]
    [InlineData("media", "gluster1.demo:/bricks/media-1", "start", 0, "Remove brick incorrect brick count of 1 for replica 3")]
    [InlineData(
        "media",
        "gluster1.demo:/bricks/media-1 gluster2.demo:/bricks/media-1 gluster3.demo:/bricks/media-2",
        "start",
        0,
        "Bricks not from same subvol for replica")]
    [InlineData(
        "data",
        "gluster1.demo:/bricks/data gluster2.demo:/bricks/data gluster3.demo:/bricks/data",
        "start",
        30800,
        "Deleting all the bricks of the volume is not allowed")]
    [InlineData("nosuch", Brick, "start", 0, "Volume nosuch does not exist")]
    [InlineData("nosuch", Brick, "status", 30800, "Volume nosuch does not exist")]
    public async Task A_refusal_has_gluster_s_number_and_words(string volume, string bricks, string operation, int errno, string text) =>
        Assert.Equal((-1, errno, text), await Remove(volume, bricks, operation));

    [Fact]
    public async Task A_migration_with_failures_is_only_committed_by_force()
    {
        var topology = SimulatedTopology.Empty(hostCount: 3);
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, topology.Spread("v") with { FilesThatFail = 3 });
        await Remove("v", "gluster1.demo:/bricks/v", "start");
        pool.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(
            (-1, 30800, "use 'force' option as migration of some files might have been skipped or has failed"),
            await Remove("v", "gluster1.demo:/bricks/v", "commit"));
        Assert.Equal((0, 0, "Remove Brick commit force successful"), await Remove("v", "gluster1.demo:/bricks/v", "force"));
    }

    private const string OnePerSet = "gluster3.demo:/bricks/media-1 gluster1.demo:/bricks/media-2";

    [Theory]
    [InlineData(OnePerSet, "start", 30800, "Migration of data is not needed when reducing replica count. Use the 'force' option")]
    [InlineData("gluster3.demo:/bricks/media-1", "start", 0, "need 2(xN) bricks for reducing replica count of the volume from 3 to 2")]
    [InlineData("gluster3.demo:/bricks/media-1", "force", 0, "need 2(xN) bricks for reducing replica count of the volume from 3 to 2")]
    [InlineData("gluster3.demo:/bricks/media-1 gluster1.demo:/bricks/media-1", "force", 0, "Remove exactly 1 brick(s) from each subvolume")]
    public async Task A_replica_count_is_reduced_by_force_and_by_bricks_of_all_sets_only(string bricks, string operation, int errno, string text) =>
        Assert.Equal((-1, errno, text), await Remove("media", "replica 2 " + bricks, operation));

    [Fact]
    public async Task A_replica_count_that_was_reduced_is_shown_and_no_task_came_of_it()
    {
        Assert.Equal((0, 0, "Remove Brick commit force successful"), await Remove("media", "replica 2 " + OnePerSet, "force"));

        var media = Assert.Single(await pool.Ask(new VolumeInfoVerb("media")));
        Assert.Equal((2, 4), (media.ReplicaCount, media.Bricks.Count));
        Assert.Null(await pool.Listed("media"));
    }

    private Task<(int OpRet, int OpErrno, string Text)> Remove(string bricks, string operation) => Remove("data", bricks, operation);

    private async Task<(int OpRet, int OpErrno, string Text)> Remove(string volume, string bricks, string operation)
    {
        var outcome = await pool.Run(0, ["volume", "remove-brick", volume, .. bricks.Split(' '), operation]);
        var root = XDocument.Parse(outcome.Output).Root!;
        return (Number(root, "opRet"), Number(root, "opErrno"), root.Element("opErrstr")!.Value);
    }

    private static int Number(XElement root, string name) => int.Parse(root.Element(name)!.Value, CultureInfo.InvariantCulture);
}
