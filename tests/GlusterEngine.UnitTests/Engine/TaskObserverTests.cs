using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.UnitTests.Simulated;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;
using Settings = Microsoft.Extensions.Options.Options;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskObserverTests
{
    [Theory]
    [InlineData(100, true)]
    [InlineData(190, false)]
    [InlineData(200, true)]
    public async Task A_listed_task_whose_question_hung_is_asked_before_the_lock_can_have_run_out_or_after_the_pause(int later, bool isAsked)
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start("data");
        var hung = Following with
        {
            State = Following.State with { ExternalId = (await pool.Listed("data"))!.Id, Health = TaskHealth.Unresponsive, HealthSince = Now, QuietUntil = Now + Options.QuietAfterHang },
        };
        var known = new ClusterTasks("lab", [.. pool.Hosts.Select(static host => (host, Now.AddDays(-1)))], [Volume], [hung], Now.AddSeconds(later));

        var look = await Observer(pool).ObserveAsync(known, CancellationToken.None);

        Assert.Equal(isAsked, look.View!.Volumes["data"].Nodes is not null);
    }

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(0, true, false)]
    [InlineData(5, false, true)]
    [InlineData(20, false, false)]
    public async Task After_the_list_hung_it_is_asked_again_soon_if_all_nodes_answer_for_themselves(int lasted, bool isStranger, bool isAsked)
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        // A connected peer that is no host of the engine: nobody can tell whether it is frozen.
        var hosts = pool.Hosts.Skip(isStranger ? 1 : 0).Select(static host => (host, Now.AddDays(-1)));
        var known = new ClusterTasks("lab", [.. hosts], [Volume], [], Now.AddSeconds(10)) { ListHang = new(Now.AddSeconds(-lasted), Now) };

        var look = await Observer(pool).ObserveAsync(known, CancellationToken.None);

        Assert.Equal((isAsked, !isAsked, false), (look.View is not null, look.Rests, look.ListHung));
    }

    [Theory]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    public async Task The_list_hangs_when_no_host_answers_it(int silent, bool isSeen, bool hung)
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        var hosts = pool.Hosts.Select(static host => (host, Now.AddDays(-1))).ToList();
        // Two are asked at most: what hangs on both hangs everywhere.
        foreach (var (host, _) in hosts.Skip(silent == 3 ? 0 : 1)) pool.Faults.Host(host.Address).LosesReplies = true;

        var look = await Observer(pool).ObserveAsync(new("lab", hosts, [Volume], [], Now), CancellationToken.None);

        Assert.Equal((isSeen, hung, false), (look.View is not null, look.ListHung, look.Rests));
    }

    private static TaskObserver Observer(SimulatedPool pool) =>
        new(pool.Client, new(pool.Client), new(), Settings.Create(Options), NullLogger<TaskObserver>.Instance);
}
