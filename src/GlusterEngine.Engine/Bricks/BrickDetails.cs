using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Asks gluster what the inventory does not keep of a brick: who is connected to it, and the memory of its process.</summary>
public sealed class BrickDetails(IDbContextFactory<EngineDb> databases, IVdsClient vds, VolumeGate gate, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Clients and memory; each null where nobody tells: the volume is stopped, or the brick or its host is down.</summary>
    public async Task<(IReadOnlyList<BrickClient>? Clients, BrickMemory? Memory)> ReadAsync(GlusterBrick brick, CancellationToken cancellationToken) =>
        (await ReadAsync([brick], cancellationToken)).GetValueOrDefault(brick.Id);

    /// <summary>
    /// The same of several bricks of a volume, by id; those that are missing could not be asked. One after the other, since each question locks the volume; of a host that did
    /// not tell nothing more is asked, and after a quarter of a minute of nobody.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, (IReadOnlyList<BrickClient>? Clients, BrickMemory? Memory)>> ReadAsync(IReadOnlyList<GlusterBrick> bricks, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, (IReadOnlyList<BrickClient>?, BrickMemory?)>();
        var up = bricks.Where(static brick => brick.Status != GlusterBrickStatus.Down).ToList();
        if (up.Count == 0 || await FindAsync(up[0].VolumeId, cancellationToken) is not { } volume) return found;
        var silent = new HashSet<Guid>();
        using var over = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            foreach (var brick in up)
            {
                if (silent.Contains(brick.PeerUuid) || volume.Hosts.FirstOrDefault(host => host.PeerUuid == brick.PeerUuid) is not { } host) continue;
                // Each question locks the volume, and gives way to a command that waits for gluster.
                using var turn = await gate.TryEnterAsync(brick.VolumeId, either.Token);
                if (turn is null) break;
                var own = VdsHost.Of(host);
                var clients = await AskAsync(own, new BrickClientsVerb(volume.Name, brick.Address), either.Token);
                var memory = await AskAsync(own, new BrickMemoryVerb(volume.Name, brick.Address), either.Token);
                if (clients is null && memory is null) silent.Add(brick.PeerUuid);
                else found[brick.Id] = (clients, memory);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was found until now is what there is to show.
        }

        return found;
    }

    /// <summary>The volume's name and the hosts that may be asked; null for a stopped one.</summary>
    private async Task<(string Name, IReadOnlyList<Host> Hosts)?> FindAsync(Guid volumeId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var volume = await db.Volumes.AsNoTracking().Where(v => v.Id == volumeId && v.Status == GlusterVolumeStatus.Up)
            .Select(static v => new { v.Name, v.ClusterId }).SingleOrDefaultAsync(cancellationToken);
        return volume is null ? null : (volume.Name, [.. (await db.HostsOf(volume.ClusterId).ToListAsync(cancellationToken)).Up()]);
    }

    private async Task<TReply?> AskAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken)
        where TReply : class =>
        await GlusterLockRetry.RunAsync(() => vds.CallAsync(host, verb, cancellationToken), time, cancellationToken) is VdsReply<TReply>.Answered answered ? answered.Value : null;
}
