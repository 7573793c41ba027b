using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>A task that was stopped while a host was away lives on there (spec/gluster.md 0.7, 4).</summary>
public sealed class SimulatedGhostTests
{
    private const string Haunted = "gluster3.demo";

    private readonly SimulatedPool pool = new(SimulatedTopology.Demo);

    [Fact]
    public async Task Only_its_own_host_shows_it_and_nobody_can_ask_or_stop_it()
    {
        var id = await Leave();

        Assert.Equal(id, (await pool.Listed("data", host: 2))!.Id);
        Assert.Null(await pool.Listed("data", host: 0));
        Assert.Null(await pool.Listed("data", host: 1));
        var denial = "Pre Validation failed on gluster1.demo. Rebalance not started for volume data.\n"
            + "Pre Validation failed on gluster2.demo. Rebalance not started for volume data.";
        Assert.Equal((denial, GlusterErrorMeaning.TaskNotFound), Words(await pool.Refusal(new RebalanceStatusVerb("data"), host: 2)));
        Assert.Equal((denial, GlusterErrorMeaning.TaskNotFound), Words(await pool.Refusal(new RebalanceStopVerb("data"), host: 2)));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, (await pool.Refusal(new RebalanceStopVerb("data"))).Meaning);
    }

    [Fact]
    public async Task It_refuses_a_new_start_until_it_has_ended()
    {
        await Leave();
        var start = new RebalanceStartVerb("data", FixLayout: false, Force: false);

        Assert.Equal(
            ("Pre Validation failed on gluster3.demo. Rebalance on data is already started", GlusterErrorMeaning.AlreadyStarted), Words(await pool.Refusal(start)));
        Assert.Equal(("Rebalance on data is already started", GlusterErrorMeaning.AlreadyStarted), Words(await pool.Refusal(start, host: 2)));

        pool.Time.Advance(TimeSpan.FromMinutes(10));
        await pool.Ask(start);
    }

    [Fact]
    public async Task A_migration_can_be_one_too()
    {
        var brick = SimulatedTopology.Demo.Volumes.Single(volume => volume.Name == "data").Bricks[2].Address;
        await pool.Ask(new RemoveBrickStartVerb("data", [brick]));
        pool.Gluster.LeaveGhost(SimulatedPool.ClusterId, "data", Haunted);

        Assert.Equal(GlusterErrorMeaning.RemoveBrickPending, (await pool.Refusal(new RebalanceStartVerb("data", FixLayout: false, Force: false))).Meaning);
        Assert.Equal(GlusterErrorMeaning.RemoveBrickPending, (await pool.Refusal(new RemoveBrickStartVerb("data", [brick]))).Meaning);
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, (await pool.Refusal(new RemoveBrickStopVerb("data", [brick]), host: 2)).Meaning);
    }

    [Fact]
    public async Task An_option_that_is_set_while_its_host_is_away_cures_it_and_one_that_reaches_it_does_not()
    {
        await Leave();

        await pool.Ask(new VolumeSetVerb("data", "user.note", "1"), host: 2);
        await pool.Ask(new VolumeSetVerb("data", "user.note", "2"));
        Assert.NotNull(await pool.Listed("data", host: 2));

        pool.Faults.Host(Haunted).IsDown = true;
        await pool.Ask(new VolumeSetVerb("data", "user.note", "3"));
        pool.Faults.Host(Haunted).IsDown = false;

        Assert.Null(await pool.Listed("data", host: 2));
        await pool.Start("data");
    }

    private async Task<Guid> Leave()
    {
        var id = await pool.Start("data");
        pool.Gluster.LeaveGhost(SimulatedPool.ClusterId, "data", Haunted);
        return id;
    }

    private static (string Text, GlusterErrorMeaning Meaning) Words(GlusterError error) => (error.Text, error.Meaning);
}
