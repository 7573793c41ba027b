using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Asks gluster, right before one brick is emptied, which bricks are up and what waits for a heal.</summary>
public sealed class OneBrickInspector(IVdsClient vds)
{
    internal async Task<GateReport> InspectAsync(VolumeSnapshot snapshot, OneBrickParameters parameters, CancellationToken cancellationToken)
    {
        var volume = snapshot.Volume;
        var brick = volume.Bricks.Single(brick => brick.Id == parameters.BrickId);
        var rest = volume.BrickSets().Single(set => set.Contains(brick)).Where(other => other != brick).Select(static other => (other.Address, other.IsArbiter)).ToList();
        var (online, down) = await OnlineAsync(snapshot, cancellationToken);
        var heals = await PendingHeals.ReadAsync(vds, snapshot, cancellationToken);
        return OneBrickGate.Judge(new(brick.Address, rest, OneBrickRefusals.Needed(volume))
        {
            Online = online,
            Heals = heals.Heals,
            HealsAreUncounted = !heals.AreCounted,
            Problem = down ?? heals.Problem,
        });
    }

    private async Task<(IReadOnlySet<BrickAddress>? Online, string? Problem)> OnlineAsync(VolumeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var problem = "no host is up";
        foreach (var host in snapshot.Hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(() => vds.CallAsync(host, new VolumeStatusVerb(snapshot.Volume.Name), cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is VdsReply<IReadOnlyList<BrickState>>.Answered answered)
                return (answered.Value.Where(static brick => brick.IsOnline).Select(static brick => brick.Address).ToHashSet(), null);
            problem = reply.Summary;
            if (reply is not VdsReply<IReadOnlyList<BrickState>>.Unreachable) break;
        }

        return (null, problem);
    }
}
