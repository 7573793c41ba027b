using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class ReconcilerPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void The_same_view_applied_twice_changes_nothing_the_second_time() => Holds(static cluster =>
    {
        Assert.Empty(Tell(cluster.Apply(cluster.Reconcile()).Reconcile()));
    });

    [Fact]
    public void A_view_without_a_volume_changes_no_more_of_its_task_than_its_health() => Holds(static cluster =>
    {
        foreach (var change in cluster.Reconcile().Changes)
        {
            var before = change.Task.State;
            var isSame = change.Next with { Health = before.Health, HealthSince = before.HealthSince, HealthDetail = before.HealthDetail } == before;
            Assert.True(cluster.VolumeOf(change.Task) is null || cluster.Seen(change.Task) is not null || isSame, change.ToString());
        }
    });

    [Fact]
    public void A_task_that_is_merely_missing_ends_only_on_evidence_after_a_settled_first_view() => Holds(static cluster =>
    {
        foreach (var change in cluster.Reconcile().Changes.Where(change => change.Next.JobStatus is not null && IsMissing(cluster, change)))
        {
            Assert.True(cluster.View.IsEvidence);
            Assert.Equal(1, change.Task.State.MissingViews);
            Assert.True(change.Task.State.MissingSince <= TaskScene.Now.AddSeconds(-TaskScene.Options.AbsenceSettlesSeconds));
        }
    });

    [Fact]
    public void A_task_with_a_node_that_works_never_ends() => Holds(static cluster =>
    {
        foreach (var change in cluster.Reconcile().Changes)
        {
            if (cluster.Seen(change.Task) is not { Task: { } task, Nodes: { } nodes } || task.Id != change.Next.ExternalId) continue;
            if (nodes.Any(static node => node.Status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress))
                Assert.Null(change.Next.JobStatus);
        }
    });

    [Fact]
    public void A_job_ends_with_its_task_and_leaves_no_intent() => Holds(static cluster =>
    {
        foreach (var change in cluster.Reconcile().Changes)
        {
            var isListed = cluster.Seen(change.Task)?.Task is { } listed && listed.Id == change.Next.ExternalId;
            var waits = isListed && change.Task.TaskType == GlusterTaskType.RemoveBrick
                && change.Next.Status is JobExecutionStatus.Finished or JobExecutionStatus.Failed or JobExecutionStatus.Aborted;
            Assert.Equal(change.Next.Status != JobExecutionStatus.Started && !waits && !OnlyRemembered(change),
                change.Next.JobStatus is not null);
            if (change.Next.JobStatus is not null) Assert.Equal((null, null), (change.Next.Intent, change.Next.IntentDeadline));
            Assert.Equal(change.Next.Status == JobExecutionStatus.Finished && change.Next.JobStatus is not null,
                change.Next.JobStatus == JobExecutionStatus.Finished);
        }
    });

    [Fact]
    public void While_a_node_that_should_report_is_missing_nothing_is_found_finished() => Holds(static cluster =>
    {
        foreach (var change in cluster.Reconcile().Changes.Where(static change => change.Task.State.Status != change.Next.Status))
        {
            if (cluster.Seen(change.Task) is not { Task: { } task, Nodes: { } nodes } || task.Id != change.Next.ExternalId) continue;
            var expected = TaskReconciler.Expected(task, cluster.VolumeOf(change.Task)!, change.Task.State.Work);
            if (!expected.IsSubsetOf(nodes.Select(static node => node.PeerUuid))) Assert.NotEqual(JobExecutionStatus.Finished,
                change.Next.Status);
        }
    });

    [Fact]
    public void The_order_of_volumes_tasks_and_nodes_does_not_matter() => Holds(static cluster =>
        Assert.Equal(Tell(cluster.Reconcile()), Tell(cluster.Reversed().Reconcile())));

    [Fact]
    public void No_volume_gets_a_second_open_step() => Holds(static cluster =>
        Assert.DoesNotContain(cluster.Apply(cluster.Reconcile()).Open.CountBy(static task => task.VolumeId),
            static volume => volume.Value > 1));

    private static void Holds(Action<RandomCluster> law) => Prop.ForAll(RandomCluster.Any, law).Check(Thorough);

    /// <summary>Not so the bricks that a removal by force took out: that they are gone is proof enough.</summary>
    private static bool IsMissing(RandomCluster cluster, TaskChange change) =>
        change is not { Task.State.Intent: TaskOperation.ForceRemove, Next.Status: JobExecutionStatus.Finished }
            && cluster.Seen(change.Task) is { } seen && (change.Next.ExternalId is null || seen.Task?.Id != change.Next.ExternalId);

    /// <summary>A migration that waits was missing in a first view: it stays as it is.</summary>
    private static bool OnlyRemembered(TaskChange change) =>
        change.Next == change.Task.State with { MissingViews = change.Next.MissingViews, MissingSince = change.Next.MissingSince };

    private static IReadOnlyList<string> Tell(Reconciliation found) =>
    [
        .. Tell(found.Changes).Order(StringComparer.Ordinal),
        .. found.Adoptions.Select(static adoption => $"{adoption.Task.Id} {adoption.State} {Tell(adoption.Nodes)}")
            .Order(StringComparer.Ordinal),
        .. found.Observed.Select(static news => news.ToString()).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Tell(IEnumerable<TaskChange> changes) =>
        changes.Select(static change => $"{change.Task.StepId} {change.Next} {change.Event} {Tell(change.Nodes)}");

    private static string Tell(IEnumerable<TaskNode> nodes) =>
        string.Join(", ", nodes.Select(static node => node.ToString()).Order(StringComparer.Ordinal));
}
