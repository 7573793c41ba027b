using GlusterEngine.Data;
using GlusterEngine.Data.Clusters;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Inventory;

/// <summary>
/// Keeps hosts, peers, volumes, bricks and options as gluster reports them. A volume is removed only when a complete answer does not list it
/// and a second host, where there is one, does not either. States of bricks, which cost a lock of the volume, are read by the heavy sync, and
/// by the light one where they are in doubt.
/// </summary>
public sealed class InventorySync(
    IDbContextFactory<EngineDb> databases, IVdsClient vds, HostKeys keys, VolumeGate gate, IOptions<TasksOptions> tasks, ILogger<InventorySync> logger)
{
    /// <summary>Hosts, peers, volumes, bricks and options, and states of bricks that are in doubt.</summary>
    public async Task SyncLightAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        var (cluster, hosts, foreign, began, touched) = await LoadHostsAsync(clusterId, cancellationToken);
        var asked = hosts.InUse().ToList();
        if (cluster is null || asked.Count == 0) return;
        var answers = await AskPoolsAsync(asked, cancellationToken);
        // A peer that joined between two answers is in one of them only; hosts that still disagree are in different pools.
        if (PoolView.Disagree(answers)) answers = await AskPoolsAsync(asked, cancellationToken);
        var pool = PoolView.Of(answers, foreign, [.. hosts.Except(asked)]);
        var volumes = await AskVolumesAsync(pool.Members, cancellationToken);
        var doubtful = await ApplyAsync(cluster, pool, volumes, (began, touched), cancellationToken);
        if (cluster.TaskListHungAt is null) await SyncBricksAsync(doubtful, pool.Members, began, cancellationToken);
    }

    /// <summary>States and capacity of the bricks of started volumes.</summary>
    public async Task SyncHeavyAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        List<Host> hosts;
        List<GlusterVolume> volumes;
        DateTimeOffset began;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            // The question for brick states would hang like the one for tasks, and lock another volume.
            if (await db.Clusters.AnyAsync(c => c.Id == clusterId && c.TaskListHungAt != null, cancellationToken)) return;
            hosts = [.. (await db.HostsOf(clusterId).ToListAsync(cancellationToken)).Up()];
            volumes = await db.Volumes.AsNoTracking().Where(v => v.ClusterId == clusterId && v.Status == GlusterVolumeStatus.Up).ToListAsync(cancellationToken);
            began = await db.NowAsync(cancellationToken);
        }

        await SyncBricksAsync(volumes, hosts, began, cancellationToken);
    }

    private async Task SyncBricksAsync(IReadOnlyList<GlusterVolume> volumes, IReadOnlyList<Host> hosts, DateTimeOffset began, CancellationToken cancellationToken)
    {
        // A hang is a frozen peer's, and then the next volume's too, which would be locked by the question.
        foreach (var volume in volumes)
        {
            if (await SyncBricksAsync(volume, hosts, began, cancellationToken) is VdsReply<IReadOnlyList<BrickState>>.Unknown) return;
        }
    }

    private async Task<VdsReply<IReadOnlyList<BrickState>>?> SyncBricksAsync(
        GlusterVolume volume, IReadOnlyList<Host> hosts, DateTimeOffset began, CancellationToken cancellationToken)
    {
        foreach (var host in hosts)
        {
            using var turn = await gate.TryEnterAsync(volume.Id, cancellationToken);
            if (turn is null) return null;
            var reply = await vds.CallAsync(VdsHost.Of(host), new VolumeStatusVerb(volume.Name), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<BrickState>>.Answered answered)
            {
                await ApplyAsync(volume, answered.Value, began, cancellationToken);
                return reply;
            }

            Log.BricksNotRead(logger, volume.Name, host.Name, reply.ToString());
            // A refusal (locked, stopped) is the same on every host, and a hang locks the volume once more.
            if (reply is not VdsReply<IReadOnlyList<BrickState>>.Unreachable) return reply;
        }

        return null;
    }

    private async Task ApplyAsync(GlusterVolume asked, IReadOnlyList<BrickState> states, DateTimeOffset began, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked as by BeginInventoryWrite: the other looks at the cluster write the same bricks.
        var cluster = (await db.Clusters.FromSql($"select * from cluster where cluster_id = {asked.ClusterId} for no key update").AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();
        var volume = await db.Volumes.Include(static v => v.Bricks).SingleOrDefaultAsync(v => v.Id == asked.Id, cancellationToken);
        if (cluster is null || volume is not { Status: GlusterVolumeStatus.Up } || (volume.BricksLookAt > began && volume.BricksLookAt <= await db.NowAsync(cancellationToken))) return;
        volume.BricksLookAt = began;
        var comparer = new InventoryComparer(cluster.Name);
        comparer.Apply(volume, states);
        await StoreAsync(db, volume.ClusterId, comparer, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<(Cluster? Cluster, IReadOnlyList<Host> Hosts, IReadOnlyDictionary<Guid, string> Foreign, DateTimeOffset Began, TouchedByCommands Touched)> LoadHostsAsync(
        Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var cluster = await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, cancellationToken);
        var hosts = await db.HostsOf(clusterId).ToListAsync(cancellationToken);
        // One that is just being taken into the pool is not looked at: it would be called a stranger.
        var joining = await db.HostChanges.Where(c => c.ClusterId == clusterId && c.ActionType == ActionType.AddHost && c.Deadline != null)
            .Select(static c => c.HostId).ToListAsync(cancellationToken);
        hosts.RemoveAll(host => joining.Contains(host.Id));
        var foreign = await db.ForeignPeersOfAsync(clusterId, cancellationToken);
        var began = await db.NowAsync(cancellationToken);
        return (cluster, hosts, foreign, began, await TouchedByCommands.LoadAsync(db, clusterId, began, cancellationToken));
    }

    private async Task<IReadOnlyList<(Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason)>> AskPoolsAsync(IReadOnlyList<Host> hosts, CancellationToken cancellationToken) =>
        await Task.WhenAll(hosts.Select(host => AskPoolAsync(host, cancellationToken)));

    private async Task<(Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason)> AskPoolAsync(Host host, CancellationToken cancellationToken)
    {
        if (await keys.PinAsync(host, cancellationToken) is { } keyless) return (host, null, keyless);
        var answer = await vds.CallAsync(VdsHost.Of(host), new PeerListVerb(), cancellationToken);
        await keys.NoteAsync(host, isUntrusted: answer is VdsReply<IReadOnlyList<PeerDescription>>.Unreachable { IsUntrusted: true }, cancellationToken);
        return answer switch
        {
            VdsReply<IReadOnlyList<PeerDescription>>.Answered answered => (host, answered.Value, null),
            VdsReply<IReadOnlyList<PeerDescription>>.Refused refused => (host, null, refused.Error.Text),
            VdsReply<IReadOnlyList<PeerDescription>>.Unreachable unreachable => (host, null, unreachable.Reason),
            VdsReply<IReadOnlyList<PeerDescription>>.Unknown unknown => (host, null, unknown.Reason),
            var reply => (host, null, reply.ToString()),
        };
    }

    /// <summary>Answers of up to two hosts: the first tells what is, the second confirms what is not. Null when none answered.</summary>
    private async Task<VolumeAnswers?> AskVolumesAsync(IReadOnlyList<Host> members, CancellationToken cancellationToken)
    {
        var answers = new List<(Host Host, IReadOnlyList<VolumeDescription> Volumes)>();
        foreach (var host in members)
        {
            var reply = await vds.CallAsync(VdsHost.Of(host), new VolumeInfoVerb(), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeDescription>>.Answered answered) answers.Add((host, answered.Value));
            else Log.VolumesNotRead(logger, host.Name, reply.ToString());
            if (answers.Count == 2) break;
        }

        return answers.Count == 0 ? null : new(answers[0].Host, answers[0].Volumes, answers.Count > 1 || members.Count == 1
            ? [.. answers.SelectMany(static answer => answer.Volumes.Select(static volume => volume.Id))]
            : null);
    }

    /// <summary>Writes what was seen. The volumes whose brick states are in doubt.</summary>
    private async Task<IReadOnlyList<GlusterVolume>> ApplyAsync(
        Cluster cluster, PoolView pool, VolumeAnswers? answers, (DateTimeOffset Began, TouchedByCommands Touched) look, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.BeginInventoryWriteAsync(cluster.Id, look.Began, cancellationToken))
        {
            Log.LookIsOld(logger, cluster.Name);
            return [];
        }

        var now = await db.NowAsync(cancellationToken);
        // Locked, so that a host that is being removed is either seen here or waits: the last one takes the volumes with it.
        var hosts = await db.Hosts.FromSql($"select * from host where cluster_id = {cluster.Id} order by host_id for update").ToDictionaryAsync(static h => h.Id, cancellationToken);
        if (hosts.Count == 0) return [];
        var volumes = answers is null ? [] : await db.Volumes.Include(static v => v.Bricks).Include(static v => v.Options).AsSplitQuery()
            .Where(v => v.ClusterId == cluster.Id).ToListAsync(cancellationToken);
        // After the volumes: what a command writes once they are read is not overwritten here, and what it wrote before counts as touched.
        var commands = look.Touched.And(await TouchedByCommands.LoadAsync(db, cluster.Id, look.Began, cancellationToken));
        var comparer = new InventoryComparer(cluster.Name) { Throttled = commands.Throttled, Touched = commands.Peers, Began = look.Began };
        foreach (var seen in pool.Hosts)
        {
            // A host that was removed meanwhile is not brought back.
            if (hosts.TryGetValue(seen.Host.Id, out var row)) comparer.Apply(seen with { Host = row }, now);
        }

        if (pool.Peers is { } peers)
        {
            var known = await db.GlusterServers.Where(s => s.ClusterId == cluster.Id).ToListAsync(cancellationToken);
            var (added, removed) = comparer.Compare(cluster.Id, known, peers);
            db.AddRange(added);
            db.RemoveRange(removed);
        }

        if (answers is not null) await ApplyVolumesAsync(db, (cluster.Id, volumes), comparer, (answers.Without(commands), hosts, now), cancellationToken);
        await StoreAsync(db, cluster.Id, comparer, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. db.Volumes.Local.Where(pool.Doubts)];
    }

    private async Task ApplyVolumesAsync(
        EngineDb db, (Guid ClusterId, List<GlusterVolume> Volumes) known, InventoryComparer comparer, (VolumeAnswers Answers, Dictionary<Guid, Host> Hosts, DateTimeOffset Now) seen, CancellationToken cancellationToken)
    {
        var (added, unlisted) = comparer.Compare(known.ClusterId, [.. known.Volumes.Where(volume => !seen.Answers.Changing.Contains(volume.Id))], seen.Answers.Volumes);
        var isFresh = seen.Hosts.TryGetValue(seen.Answers.Host.Id, out var host) && seen.Now - host.StatusSince < tasks.Value.FreshHost;
        foreach (var volume in unlisted.Where(volume => !isFresh && seen.Answers.ListedAnywhere is { } listed && !listed.Contains(volume.Id)))
        {
            comparer.Removed(volume);
            // At once, so that a new volume of the same name finds its name free.
            await db.Volumes.Where(v => v.Id == volume.Id).ExecuteDeleteAsync(cancellationToken);
            db.Entry(volume).State = EntityState.Detached;
        }

        db.AddRange(added.Where(volume => unlisted.All(old => old.Name != volume.Name || db.Entry(old).State == EntityState.Detached)));
    }

    private static async Task StoreAsync(EngineDb db, Guid clusterId, InventoryComparer comparer, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        if (comparer.Events.Count > 0)
            await db.AppendEventsAsync(comparer.Events.Select(draft => draft with { ClusterId = clusterId }), cancellationToken);
    }

    /// <param name="Host">The host that told.</param>
    /// <param name="Volumes">What it told.</param>
    /// <param name="ListedAnywhere">Volumes that any asked host lists; null when nobody could confirm an absence.</param>
    private sealed record VolumeAnswers(Host Host, IReadOnlyList<VolumeDescription> Volumes, IReadOnlySet<Guid>? ListedAnywhere)
    {
        public VolumeAnswers(Host host, IReadOnlyList<VolumeDescription> volumes, IEnumerable<Guid>? listed)
            : this(host, volumes, listed?.ToHashSet())
        {
        }

        /// <summary>Volumes that are left as they are, since a command of the engine changes them.</summary>
        public IReadOnlySet<Guid> Changing { get; private init; } = new HashSet<Guid>();

        public VolumeAnswers Without(TouchedByCommands touched) => this with
        {
            Changing = touched.Changing,
            Volumes = [.. Volumes.Where(volume => !touched.Changing.Contains(volume.Id) && !touched.Created.Contains(volume.Name))],
        };
    }
}
