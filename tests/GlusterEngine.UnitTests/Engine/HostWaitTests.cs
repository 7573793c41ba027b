using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class HostWaitTests
{
    private const string States = "node1 non_responsive since 2026-05-04 09:59:00Z";

    [Fact]
    public void A_task_of_a_cluster_in_which_no_host_answers_says_that_it_waits_and_since_when()
    {
        var change = Assert.Single(HostWait.Of(Known(TaskScene.Following)));

        Assert.Equal(
            TaskScene.Following.State with
            {
                Health = TaskHealth.HostUnresponsive,
                HealthSince = TaskScene.Now,
                HealthDetail = $"Host unresponsive: no host of cluster lab tells of it ({States}). The task goes on in gluster; the engine asks again and goes on by itself.",
            },
            change.Next);
        Assert.Equal((EventCode.GlusterTaskHealthChanged, EventSeverity.Warning), (change.Event!.Code, change.Event.Severity));
    }

    [Fact]
    public void While_it_waits_nothing_is_written_again()
    {
        var waiting = Assert.Single(HostWait.Of(Known(TaskScene.Following))).Next;
        Assert.Empty(HostWait.Of(Known(TaskScene.Following with { State = waiting })));
    }

    [Fact]
    public void What_waits_for_a_person_or_for_an_answer_on_its_way_does_not_wait_for_a_host()
    {
        Assert.Empty(HostWait.Of(Known(TaskScene.Migrated)));
        Assert.Empty(HostWait.Of(Known(TaskScene.Starting with { InFlight = true })));
    }

    [Fact]
    public void A_migration_whose_commit_is_still_to_be_done_or_was_not_answered_waits_for_a_host_too()
    {
        foreach (var task in new[] { TaskScene.Migrated with { AutoCommit = true }, TaskScene.Committing })
        {
            var waiting = Assert.Single(HostWait.Of(Known(task))).Next;
            Assert.Equal(TaskHealth.HostUnresponsive, waiting.Health);
            Assert.EndsWith("Its commit waits; the engine asks again and goes on by itself.", waiting.HealthDetail, StringComparison.Ordinal);
        }

        Assert.Empty(HostWait.Of(Known(TaskScene.Migrated with { AutoCommit = true, State = TaskScene.Migrated.State with { CommitTried = true } })));
    }

    [Fact]
    public void The_first_look_that_is_answered_takes_it_back()
    {
        var waiting = TaskScene.Following with { State = Assert.Single(HostWait.Of(Known(TaskScene.Following))).Next };

        var moved = TaskScene.Change(TaskScene.Reconcile(TaskScene.Sees(TaskScene.Task(TaskScene.Own), TaskScene.Node(1, files: 9), TaskScene.Node(2), TaskScene.Node(3)), waiting));
        Assert.Equal((TaskHealth.Progressing, null), (moved.Next.Health, moved.Next.HealthDetail));

        var locked = TaskScene.Change(TaskScene.Reconcile(seen: null, waiting));
        Assert.Null(locked.Next.Health);
    }

    private static ClusterTasks Known(OpenTask task) => new("lab", [], [], [task], TaskScene.Now) { HostStates = States };
}
