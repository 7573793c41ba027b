using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class ListWaitTests
{
    private const string States = "node1 up since 2026-05-04 09:00:00Z, node2 non_responsive since 2026-05-04 09:59:00Z";

    [Fact]
    public void A_task_of_a_cluster_whose_list_hangs_is_unresponsive_and_says_since_when_and_why()
    {
        var change = Assert.Single(ListWait.Of(Known(TaskScene.Following)));

        Assert.Equal(
            TaskScene.Following.State with
            {
                Health = TaskHealth.Unresponsive,
                HealthSince = TaskScene.Now,
                HealthDetail = $"Gluster's list of the tasks of cluster lab hangs: the glusterd of a node is frozen ({States}). See that it runs. The task goes on in gluster; "
                    + "the engine asks again by itself, at once when a host comes back and rarely before, because each question locks a volume.",
            },
            change.Next);
        Assert.Equal((EventCode.GlusterTaskHealthChanged, EventSeverity.Alert), (change.Event!.Code, change.Event.Severity));
    }

    [Fact]
    public void While_it_hangs_nothing_is_written_again()
    {
        var waiting = Assert.Single(ListWait.Of(Known(TaskScene.Following))).Next;
        Assert.Empty(ListWait.Of(Known(TaskScene.Following with { State = waiting })));
    }

    [Fact]
    public void What_waits_for_a_person_or_for_an_answer_on_its_way_waits_for_no_list()
    {
        Assert.Empty(ListWait.Of(Known(TaskScene.Migrated)));
        Assert.Empty(ListWait.Of(Known(TaskScene.Starting with { InFlight = true })));
    }

    [Fact]
    public void The_first_look_that_is_answered_takes_it_back()
    {
        var waiting = TaskScene.Following with { State = Assert.Single(ListWait.Of(Known(TaskScene.Following))).Next };
        var moved = TaskScene.Change(TaskScene.Reconcile(TaskScene.Sees(TaskScene.Task(TaskScene.Own), TaskScene.Node(1, files: 9), TaskScene.Node(2), TaskScene.Node(3)), waiting));
        Assert.Equal((TaskHealth.Progressing, null), (moved.Next.Health, moved.Next.HealthDetail));
    }

    private static ClusterTasks Known(OpenTask task) => new("lab", [], [], [task], TaskScene.Now) { HostStates = States };
}
