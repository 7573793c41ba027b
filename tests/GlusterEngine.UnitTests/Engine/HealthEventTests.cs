using GlusterEngine.Model.Events;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class HealthEventTests
{
    [Theory]
    [InlineData(null, "moves", null)]
    [InlineData(null, "stands", EventSeverity.Alert)]
    [InlineData(null, "hangs", EventSeverity.Alert)]
    [InlineData(null, "ends", EventSeverity.Normal)]
    [InlineData(TaskHealth.Progressing, "moves", null)]
    [InlineData(TaskHealth.Progressing, "stands", EventSeverity.Alert)]
    [InlineData(TaskHealth.Progressing, "hangs", EventSeverity.Alert)]
    [InlineData(TaskHealth.Stalled, "moves", EventSeverity.Normal)]
    [InlineData(TaskHealth.Stalled, "stands", null)]
    [InlineData(TaskHealth.Stalled, "hangs", EventSeverity.Alert)]
    [InlineData(TaskHealth.Stalled, "ends", EventSeverity.Normal)]
    [InlineData(TaskHealth.Unresponsive, "moves", EventSeverity.Normal)]
    [InlineData(TaskHealth.Unresponsive, "stands", EventSeverity.Alert)]
    [InlineData(TaskHealth.Unresponsive, "hangs", null)]
    public void Operators_hear_of_a_health_that_changes_and_of_no_other(TaskHealth? before, string looks, EventSeverity? severity)
    {
        var state = WithoutHealth(Following.State) with { Health = before, HealthSince = before is null ? null : Now.AddMinutes(-1) };
        var task = Following with { State = state, NodesChangedAt = Following.Nodes.ToDictionary(static node => node.PeerUuid, static _ => Now.AddMinutes(-1)) };
        var found = Reconcile(
            looks switch
            {
                "moves" => Sees(Task(Own), Node(1, files: 2), Node(2, files: 3), Node(3, files: 4)),
                "stands" => Sees(Task(Own), Node(1), Node(2, files: 3), Node(3, files: 4)),
                "ends" => Sees(Task(Own, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)),
                _ => Hangs(Task(Own)),
            },
            task);
        var draft = Change(found).Event;
        Assert.Equal(severity, draft?.Severity);
        if (draft is not null)
            Assert.Equal(looks == "ends" ? EventCode.GlusterVolumeRebalanceFinished : EventCode.GlusterTaskHealthChanged, draft.Code);
    }

    [Fact]
    public void A_task_that_stays_stalled_is_not_written_again()
    {
        var changed = Following.Nodes.ToDictionary(static node => node.PeerUuid, static _ => Now.AddMinutes(-1));
        var stalled = Change(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Following with { NodesChangedAt = changed })).Next;
        Assert.Equal(TaskHealth.Stalled, stalled.Health);
        Assert.True(Reconcile(
            Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Following with { State = stalled, NodesChangedAt = changed },
            later: TimeSpan.FromSeconds(5)).IsEmpty);
    }
}
