using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskWaitTests
{
    [Fact]
    public void One_whose_command_waits_for_gluster_is_left_to_it()
    {
        var waiting = TaskScene.Stopping with { InFlight = true, State = TaskScene.Stopping.State with { Health = TaskHealth.HostUnresponsive, HealthSince = TaskScene.Now, HealthDetail = "node1" } };

        Assert.True(TaskScene.Reconcile(TaskScene.SeesNoNodes(TaskScene.Task(TaskScene.Own)), waiting).IsEmpty);
    }

    private const string States = "node1 up since 2026-05-04 09:00:00Z, node2 non_responsive since 2026-05-04 09:59:00Z";

    public static TheoryData<bool> ForHostOrList { get; } = [true, false];

    [Fact]
    public void A_task_of_a_cluster_in_which_no_host_answers_says_that_it_waits_and_since_when() => AssertWaits(
        forHost: true, TaskHealth.HostUnresponsive, EventSeverity.Warning,
        $"Host unresponsive: no host of cluster lab tells of it ({States}). The task goes on in gluster; the engine asks again and goes on by itself.");

    [Fact]
    public void A_task_of_a_cluster_whose_list_hangs_is_unresponsive_and_says_since_when_and_why() => AssertWaits(
        forHost: false, TaskHealth.Unresponsive, EventSeverity.Alert,
        $"Gluster's list of the tasks of cluster lab hangs: the glusterd of a node is frozen ({States}). See that it runs. The task goes on in gluster; "
        + "the engine asks again by itself, at once when a host comes back and rarely before, because each question locks a volume.");

    [Theory]
    [MemberData(nameof(ForHostOrList))]
    public void While_it_waits_nothing_is_written_again(bool forHost)
    {
        var waiting = Assert.Single(Wait(forHost, TaskScene.Following)).Next;
        Assert.Empty(Wait(forHost, TaskScene.Following with { State = waiting }));
    }

    [Theory]
    [MemberData(nameof(ForHostOrList))]
    public void What_waits_for_a_person_or_for_an_answer_on_its_way_waits_for_nothing_else(bool forHost)
    {
        Assert.Empty(Wait(forHost, TaskScene.Migrated));
        Assert.Empty(Wait(forHost, TaskScene.Starting with { InFlight = true }));
    }

    [Fact]
    public void A_migration_whose_commit_is_still_to_be_done_or_was_not_answered_waits_for_a_host_too()
    {
        foreach (var task in new[] { TaskScene.Migrated with { AutoCommit = true }, TaskScene.Committing })
        {
            var waiting = Assert.Single(Wait(forHost: true, task)).Next;
            Assert.Equal(TaskHealth.HostUnresponsive, waiting.Health);
            Assert.EndsWith("Its commit waits; the engine asks again and goes on by itself.", waiting.HealthDetail, StringComparison.Ordinal);
        }

        Assert.Empty(Wait(forHost: true, TaskScene.Migrated with { AutoCommit = true, State = TaskScene.Migrated.State with { CommitTried = true } }));
    }

    [Theory]
    [MemberData(nameof(ForHostOrList))]
    public void The_first_look_that_is_answered_takes_it_back(bool forHost)
    {
        var waiting = TaskScene.Following with { State = Assert.Single(Wait(forHost, TaskScene.Following)).Next };

        var moved = TaskScene.Change(TaskScene.Reconcile(TaskScene.Sees(TaskScene.Task(TaskScene.Own), TaskScene.Node(1, files: 9), TaskScene.Node(2), TaskScene.Node(3)), waiting));

        Assert.Equal((TaskHealth.Progressing, null), (moved.Next.Health, moved.Next.HealthDetail));
    }

    [Fact]
    public void A_host_that_answers_again_takes_its_wait_back_although_the_volume_is_locked()
    {
        var waiting = TaskScene.Following with { State = Assert.Single(Wait(forHost: true, TaskScene.Following)).Next };
        Assert.Null(TaskScene.Change(TaskScene.Reconcile(seen: null, waiting)).Next.Health);
    }

    private static void AssertWaits(bool forHost, TaskHealth health, EventSeverity severity, string detail)
    {
        var change = Assert.Single(Wait(forHost, TaskScene.Following));
        Assert.Equal(TaskScene.Following.State with { Health = health, HealthSince = TaskScene.Now, HealthDetail = detail }, change.Next);
        Assert.Equal((EventCode.GlusterTaskHealthChanged, severity), (change.Event!.Code, change.Event.Severity));
    }

    private static IReadOnlyList<TaskChange> Wait(bool forHost, OpenTask task)
    {
        var known = new ClusterTasks("lab", [], [], [task], TaskScene.Now) { HostStates = States };
        return forHost ? TaskWait.ForHost(known) : TaskWait.ForList(known);
    }
}
