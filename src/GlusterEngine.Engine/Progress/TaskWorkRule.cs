using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>
/// Keeps what is known of a task's work as its counters come in: sets the totals once, and remembers what a node had moved when its counters
/// begin again, as they do after its restart. Pure.
/// </summary>
internal static class TaskWorkRule
{
    // Run times are whole seconds, and looks come late.
    private const double Leap = 30;

    /// <param name="known">What was known.</param>
    /// <param name="totals">What a task that starts now would have to do; of nodes without figures, nothing.</param>
    /// <param name="before">Counters as last stored.</param>
    /// <param name="seen">Counters now.</param>
    /// <param name="sinceChange">Time since a node's stored counters changed.</param>
    public static TaskWork Next(
        TaskWork known, IReadOnlyList<NodeWork> totals, IReadOnlyList<TaskNode> before, IReadOnlyList<TaskNode> seen, Func<Guid, TimeSpan> sinceChange)
    {
        var peers = known.Nodes.Select(static node => node.PeerUuid)
            .Concat(totals.Where(static node => node.Files is not null).Select(static node => node.PeerUuid))
            .Concat(seen.Select(static node => node.PeerUuid)).Distinct().Order();
        var next = peers.Select(peer =>
        {
            var now = seen.FirstOrDefault(node => node.PeerUuid == peer);
            var work = Carry(known.Of(peer), before.FirstOrDefault(node => node.PeerUuid == peer), now, () => sinceChange(peer));
            var total = totals.FirstOrDefault(node => node.PeerUuid == peer);
            return work.Files is null && total?.Files is not null && !FixesLayout(now) ? Complete(work, total, now) : work;
        });
        return known with { Nodes = [.. next.Where(static work => work != new NodeWork(work.PeerUuid))] };
    }

    private static NodeWork Carry(NodeWork work, TaskNode? before, TaskNode? now, Func<TimeSpan> sinceChange)
    {
        if (before is null || now is null) return work;
        if (now.RunTime < before.RunTime || now.Files < before.Files || now.Scanned < before.Scanned)
        {
            return work with
            {
                MovedBefore = Add(work.MovedBefore, before.Files),
                BytesBefore = Add(work.BytesBefore, before.Bytes),
                MovedLast = Math.Max(0, before.Files),
                BytesLast = Math.Max(0, before.Bytes),
            };
        }

        // A glusterd that lost its process for a moment shows nothing, and then the old counters again.
        var isBack = work.MovedLast > 0 && now.Files >= work.MovedLast && now.RunTime - before.RunTime > sinceChange().TotalSeconds + Leap;
        return isBack
            ? work with { MovedBefore = work.MovedBefore - work.MovedLast, BytesBefore = work.BytesBefore - work.BytesLast, MovedLast = 0, BytesLast = 0 }
            : work;
    }

    /// <summary>What was moved before the figures came is part of the total.</summary>
    private static NodeWork Complete(NodeWork work, NodeWork total, TaskNode? now)
    {
        var moved = Add(work.MovedBefore, now?.Files ?? 0);
        return work with
        {
            Files = Add(total.Files!.Value, moved),
            LeastMoves = Add(total.LeastMoves, moved),
            Bytes = Add(total.Bytes, Add(work.BytesBefore, now?.Bytes ?? 0)),
        };
    }

    private static bool FixesLayout(TaskNode? node) => node?.Status is GlusterTaskStatus.FixLayoutInProgress or GlusterTaskStatus.FixLayoutStopped
        or GlusterTaskStatus.FixLayoutCompleted or GlusterTaskStatus.FixLayoutFailed;

    private static long Add(long left, long right) => (long)Math.Min(long.MaxValue / 2, (decimal)Math.Max(0, left) + Math.Max(0, right));
}
