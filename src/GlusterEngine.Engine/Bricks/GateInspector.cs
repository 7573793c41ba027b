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
public sealed class GateInspector(IVdsClient vds)
{
    internal async Task<GateReport> InspectAsync(VolumeSnapshot snapshot, OpenTask task, CancellationToken cancellationToken)
    {
        var bricks = task.Bricks.Select(static brick => brick.Address).ToList();
        var expected = task.Bricks.DistinctBy(static brick => brick.PeerUuid).ToDictionary(static brick => brick.PeerUuid, static brick => brick.ServerName);
        var (nodes, problem) = await NodesAsync(snapshot, bricks, cancellationToken);
        var (heals, areCounted) = await HealsAsync(snapshot, bricks, cancellationToken);
        var scans = await ScansAsync(snapshot, task, cancellationToken);
        return CommitGate.Judge(new(expected, nodes, problem, heals, scans)
        {
            HealsAreUncounted = !areCounted,
            IsEmptied = scans.Count == task.Bricks.Count && scans.All(static look => look.Scan is { Files: 0, IsComplete: true }),
        });
    }

    private async Task<(IReadOnlyList<TaskNode>? Nodes, string? Problem)> NodesAsync(
        VolumeSnapshot snapshot, IReadOnlyList<BrickAddress> bricks, CancellationToken cancellationToken)
    {
        var problem = "no host is up";
        foreach (var host in snapshot.Hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(
                () => vds.CallAsync(host, new RemoveBrickStatusVerb(snapshot.Volume.Name, bricks), cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is VdsReply<TaskReport>.Answered answered) return (TaskNodes.Of(answered.Value), null);
            problem = reply.Summary;
            if (reply is not VdsReply<TaskReport>.Unreachable) break;
        }

        return (null, problem);
    }

    private async Task<(IReadOnlyList<BrickHealCount>? Heals, bool AreCounted)> HealsAsync(
        VolumeSnapshot snapshot, IReadOnlyList<BrickAddress> leaving, CancellationToken cancellationToken)
    {
        if (snapshot.Volume is { ReplicaCount: <= 1, DisperseCount: 0 }) return ([], true);
        foreach (var host in snapshot.Hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(
                () => vds.CallAsync(host, new HealCountVerb(snapshot.Volume.Name), cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is VdsReply<IReadOnlyList<BrickHealCount>>.Answered answered) return ([.. Staying(snapshot.Volume, leaving).Select(brick => Count(answered.Value, brick))], true);
            // Of a replicated volume the same meaning says that its self-heal is switched off, which can be mended.
            if (snapshot.Volume.DisperseCount > 0 && reply is VdsReply<IReadOnlyList<BrickHealCount>>.Refused { Error.Meaning: GlusterErrorMeaning.NotReplicated }) return (null, false);
            if (reply is not VdsReply<IReadOnlyList<BrickHealCount>>.Unreachable) break;
        }

        return (null, true);
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
