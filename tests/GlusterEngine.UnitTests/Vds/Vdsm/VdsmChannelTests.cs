using System.Xml.Linq;
using GlusterEngine.Testing.Contract;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>What the client makes of a VDSM in trouble.</summary>
public sealed class VdsmChannelTests : IAsyncLifetime
{
    private readonly VdsmContractCluster cluster = new();

    private VdsHost First => cluster.Hosts[0];

    private VdsmFaults Faults => cluster.Servers[0].Faults;

    public Task InitializeAsync() => cluster.InitializeAsync();

    public Task DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task A_verb_that_VDSM_does_not_have_says_so()
    {
        var reply = await cluster.Client.CallAsync(First, new OtherVerb(), CancellationToken.None);

        Assert.Equal(new VdsReply<bool>.Unreachable("VDSM has no verb for Other.verb; ask through a host with another transport."), reply);
        Assert.Empty(cluster.Servers[0].Requests);
    }

    [Fact]
    public async Task Behind_a_fence_such_a_verb_does_not_even_move_the_generation()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        var fenced = await cluster.Client.CallFencedAsync(First, new OtherVerb(), new VolumeFence(name, [0], 7) { VolumeId = null }, CancellationToken.None);

        Assert.Equal(FenceState.Blind, fenced.State);
        Assert.Empty(cluster.Servers[0].Requests);
    }

    [Fact]
    public async Task A_VDSM_that_starts_is_asked_again_later()
    {
        Faults.IsStarting = true;
        Assert.Contains("VDSM is starting", Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Unreachable>(await Peers()).Reason, StringComparison.Ordinal);

        Faults.IsStarting = false;
        Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>(await Peers());
    }

    [Fact]
    public async Task A_start_whose_connection_broke_is_unknown_and_was_done()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        await Peers();
        Faults.ClosesBeforeReply = true;

        Assert.IsType<VdsReply<Guid>.Unknown>(await cluster.Client.CallAsync(First, new RebalanceStartVerb(name, FixLayout: false, Force: false), CancellationToken.None));

        Faults.ClosesBeforeReply = false;
        var listed = Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Answered>(await cluster.Client.CallAsync(First, new TaskListVerb(name), CancellationToken.None));
        Assert.Single(Assert.Single(listed.Value).Tasks);
    }

    [Fact]
    public async Task A_generation_that_was_set_without_an_answer_leaves_the_command_unsaid_and_the_fence_unsure()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        Faults.ClosesOnMethod = "GlusterVolume.set";

        var fenced = await cluster.Client.CallFencedAsync(First, new RebalanceStartVerb(name, FixLayout: false, Force: false), new VolumeFence(name, [0], 7) { VolumeId = null }, CancellationToken.None);

        Assert.Equal(FenceState.Unsure, fenced.State);
        Assert.IsType<VdsReply<Guid>.Unknown>(fenced.Reply);
        Assert.DoesNotContain("GlusterVolume.rebalanceStart", cluster.Servers[0].Requests);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_task_that_the_list_leaves_out_is_not_taken_for_none(bool isMigration, bool failsToCount)
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        await StartAsync(name, isMigration);
        (cluster.Verbs[0].LeavesOutTasks, cluster.Verbs[0].CountsNothing) = (!failsToCount, failsToCount);

        var left = Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Refused>(await cluster.Client.CallAsync(First, new TaskListVerb(name), CancellationToken.None));
        Assert.Equal(GlusterErrorMeaning.TasksUntold, left.Error.Meaning);
        Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Answered>(await cluster.Client.CallAsync(cluster.Hosts[1], new TaskListVerb(name), CancellationToken.None));

        (cluster.Verbs[0].LeavesOutTasks, cluster.Verbs[0].CountsNothing) = (false, false);
        var told = Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Answered>(await cluster.Client.CallAsync(First, new TaskListVerb(name), CancellationToken.None));
        Assert.Single(Assert.Single(told.Value).Tasks);
    }

    [Fact]
    public async Task While_nothing_can_be_counted_a_stop_that_failed_without_a_word_is_unknown()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, Assert.IsType<VdsReply<TaskReport>.Refused>(await StopAsync(name)).Error.Meaning);

        cluster.Verbs[0].CountsNothing = true;

        Assert.IsType<VdsReply<TaskReport>.Unknown>(await StopAsync(name));
    }

    [Fact]
    public async Task That_there_is_no_task_after_a_stop_which_took_its_time_and_failed_without_a_word_may_be_its_own_work()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        cluster.Verbs[0].Slow = ("GlusterVolume.rebalanceStop", TimeSpan.FromSeconds(1.5));

        Assert.IsType<VdsReply<TaskReport>.Unknown>(await StopAsync(name));
    }

    private Task<VdsReply<TaskReport>> StopAsync(string name) => cluster.Client.CallAsync(First, new RebalanceStopVerb(name), CancellationToken.None);

    private async Task StartAsync(string name, bool isMigration)
    {
        var described = Assert.IsType<VdsReply<IReadOnlyList<VolumeDescription>>.Answered>(await cluster.Client.CallAsync(First, new VolumeInfoVerb(name), CancellationToken.None));
        VdsVerb<Guid> start = isMigration ? new RemoveBrickStartVerb(name, [described.Value[0].Bricks[1].Address]) : new RebalanceStartVerb(name, FixLayout: false, Force: false);
        Assert.IsType<VdsReply<Guid>.Answered>(await cluster.Client.CallAsync(First, start, CancellationToken.None));
    }

    private Task<VdsReply<IReadOnlyList<PeerDescription>>> Peers() => cluster.Client.CallAsync(First, new PeerListVerb(), CancellationToken.None);

    private sealed record OtherVerb : VdsVerb<bool>
    {
        public override string Name => "Other.verb";

        public override bool IsIdempotent => false;

        public override VdsDeadline Deadline => VdsDeadline.Change;

        public override IReadOnlyList<string> CommandLine => ["volume", "other"];

        public override bool Parse(XElement cliOutput) => true;
    }
}
