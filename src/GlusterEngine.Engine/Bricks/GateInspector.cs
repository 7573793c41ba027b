using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Collects the evidence for the commit gate from gluster and from the bricks, right before the commit.</summary>
public sealed class GateInspector(IVdsClient vds, VolumeGate turns)
{
    internal async Task<GateReport> InspectAsync(VolumeSnapshot snapshot, OpenTask task, HangMemory hangs, CancellationToken cancellationToken)
    {
        var expected = task.Bricks.DistinctBy(static brick => brick.PeerUuid).ToDictionary(static brick => brick.PeerUuid, static brick => brick.ServerName);
        var (nodes, problem, heals, quietUntil) = await AskAsync(snapshot, task, hangs, cancellationToken);
        // To read the bricks locks nothing and may take an hour, so it holds up nobody; and where gluster was not even asked it would be in vain.
        var scans = nodes is null && quietUntil is not null && !heals.IsHung ? [] : await ScansAsync(snapshot, task, cancellationToken);
        var report = CommitGate.Judge(new(expected, nodes, problem, heals.Heals, scans)
        {
            HealsAreUncounted = !heals.AreCounted,
            IsEmptied = scans.Count == task.Bricks.Count && scans.All(static look => look.Scan is { Files: 0, IsComplete: true }),
        });
        return report with { QuietUntil = quietUntil };
    }

    /// <summary>The questions to gluster, which lock the volume: one at a time, and none soon after one that hung.</summary>
    private async Task<(IReadOnlyList<TaskNode>? Nodes, string? Problem, PendingHeals Heals, DateTimeOffset? QuietUntil)> AskAsync(
        VolumeSnapshot snapshot, OpenTask task, HangMemory hangs, CancellationToken cancellationToken)
    {
        var bricks = task.Bricks.Select(static brick => brick.Address).ToList();
        using var turn = await turns.EnterAsync(snapshot.Volume.Id, cancellationToken);
        // That of before may have hung while this one waited for its turn.
        if (await hangs.ReadAsync(cancellationToken) is { Why: { } why, Until: var until }) return (null, why, new(null, AreCounted: true, why), until);
        var (nodes, problem, isHung) = await NodesAsync(snapshot, bricks, cancellationToken);
        // Where one question hangs the next one would, and lock the volume anew.
        var heals = isHung ? new(null, AreCounted: true, problem, IsHung: true) : await HealsAsync(snapshot, bricks, cancellationToken);
        return (nodes, problem, heals, heals.IsHung ? await hangs.NoteAsync() : null);
    }

    private async Task<(IReadOnlyList<TaskNode>? Nodes, string? Problem, bool IsHung)> NodesAsync(
        VolumeSnapshot snapshot, IReadOnlyList<BrickAddress> bricks, CancellationToken cancellationToken)
    {
        var problem = "no host is up";
        foreach (var host in snapshot.Hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(
                () => vds.CallAsync(host, new RemoveBrickStatusVerb(snapshot.Volume.Name, bricks), cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is VdsReply<TaskReport>.Answered answered) return (TaskNodes.Of(answered.Value), null, false);
            problem = reply.Summary;
            if (reply is not VdsReply<TaskReport>.Unreachable) return (null, problem, reply is VdsReply<TaskReport>.Unknown);
        }

        return (null, problem, false);
    }

    private async Task<PendingHeals> HealsAsync(
        VolumeSnapshot snapshot, IReadOnlyList<BrickAddress> leaving, CancellationToken cancellationToken)
    {
        if (snapshot.Volume is { ReplicaCount: <= 1, DisperseCount: 0 }) return new([], AreCounted: true, Problem: null);
        var read = await PendingHeals.ReadAsync(vds, snapshot, cancellationToken);
        return read.Heals is { } heals ? read with { Heals = [.. Staying(snapshot.Volume, leaving).Select(brick => Count(heals, brick))] } : read;
    }

    private static IEnumerable<BrickAddress> Staying(GlusterVolume volume, IReadOnlyList<BrickAddress> leaving) =>
        volume.Bricks.Select(static brick => brick.Address).Where(brick => !leaving.Contains(brick));

    private static BrickHealCount Count(IReadOnlyList<BrickHealCount> counts, BrickAddress brick) =>
        counts.FirstOrDefault(count => count.Address == brick) ?? new(brick, Entries: null);

    private async Task<IReadOnlyList<(BrickAddress Brick, BrickScan? Scan, string? Problem)>> ScansAsync(
        VolumeSnapshot snapshot, OpenTask task, CancellationToken cancellationToken)
    {
        var scans = new List<(BrickAddress, BrickScan?, string?)>();
        foreach (var brick in task.Bricks)
        {
            if (!snapshot.HostByPeer.TryGetValue(brick.PeerUuid, out var host))
            {
                // A node that was never added as a host is one that nobody can ever look at; one that is only away could be.
                if (snapshot.AwayByPeer.TryGetValue(brick.PeerUuid, out var away)) scans.Add((brick.Address, null, $"host {away} is not up."));
                continue;
            }

            switch (await vds.ScanBrickAsync(host, brick.Address, snapshot.Volume.Id, cancellationToken))
            {
                case VdsReply<BrickScan>.Answered answered:
                    scans.Add((brick.Address, answered.Value, null));
                    break;
                case VdsReply<BrickScan>.Unknown unknown:
                    scans.Add((brick.Address, null, unknown.Reason));
                    break;
            }
        }

        return scans;
    }
}
