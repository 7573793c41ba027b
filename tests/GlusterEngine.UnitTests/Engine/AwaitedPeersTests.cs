using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class AwaitedPeersTests
{
    [Fact]
    public void A_change_that_gluster_does_not_show_while_a_peer_is_away_names_the_peer_that_is_awaited()
    {
        var change = Assert.Single(Reconcile(TaskScene.Starting, "node3").Changes);

        Assert.Equal(
            TaskScene.Starting.State with
            {
                Health = TaskHealth.Unresponsive,
                HealthSince = TaskScene.Now,
                HealthDetail = "Gluster does not show what was asked of it. That counts only once all peers are connected, and node3 is away: bring it back, or release the lease (releaselease) if that is lost for good. The engine asks again by itself.",
            },
            change.Next);
    }

    [Fact]
    public void While_it_waits_for_the_same_peers_nothing_is_written_again()
    {
        var waiting = TaskScene.Following with { State = Assert.Single(Reconcile(TaskScene.Following, "node2", "node3").Changes).Next };

        Assert.Contains("node2, node3 are away: bring them back", waiting.State.HealthDetail, StringComparison.Ordinal);
        Assert.Empty(Reconcile(waiting, "node2", "node3").Changes);
        Assert.Equal(waiting.State.HealthSince, Assert.Single(Reconcile(waiting, "node3").Changes).Next.HealthSince);
    }

    [Fact]
    public void A_look_with_all_peers_takes_it_back()
    {
        var waiting = TaskScene.Starting with { Preempted = true, State = Assert.Single(Reconcile(TaskScene.Starting, "node3").Changes).Next };

        var seen = TaskScene.Change(TaskScene.Reconcile(TaskScene.Sees(task: null), waiting)).Next;

        Assert.Equal((1, null, null), (seen.MissingViews, seen.Health, seen.HealthDetail));
    }

    private static Reconciliation Reconcile(OpenTask task, params string[] away) =>
        new TaskReconciler(TaskScene.Options, "lab", TaskScene.View(TaskScene.Sees(task: null), isEvidence: false) with { PeersAway = away }, TaskScene.Now)
            .Reconcile([task], [TaskScene.Volume]);
}
