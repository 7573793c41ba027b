using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Changes;

/// <summary>
/// Finds out what became of short changes for whose answer nobody waits any more: looks, keeps what has not happened from happening late, looks again, and
/// ends step, job and lease. What nobody can tell yet stays open, and its step says what it waits for.
/// </summary>
public sealed class VolumeChangeSync(
    IDbContextFactory<EngineDb> databases, IVdsClient vds, PeerConnections peers, GenerationMove move, EngineIdentity engine)
{
    public async Task SyncAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.GetOrphanedVolumeChangesAsync(clusterId, cancellationToken);
        if (open.Count == 0) return;
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleOrDefaultAsync(cancellationToken);
        var hosts = await db.HostsOf(clusterId).ToListAsync(cancellationToken);
        var now = await db.NowAsync(cancellationToken);
        // The connection goes back to the pool while gluster is asked.
        await db.Database.CloseConnectionAsync();
        if (cluster is null) return;
        var place = new ChangePlace(cluster, [.. hosts.Up().Select(VdsHost.Of)], HostWords.States(hosts), now);
        foreach (var change in open) await SettleAsync(change, place, cancellationToken);
    }

    private async Task SettleAsync(VolumeChange change, ChangePlace place, CancellationToken cancellationToken)
    {
        var (verdict, seen, awaited) = await JudgeAsync(change, place, cancellationToken);
        if (verdict == ChangeVerdict.ToBePrevented)
        {
            if (await PreventAsync(change, seen!.Host, cancellationToken) is not { } prevented) return;
            change = prevented;
            (verdict, seen, awaited) = await JudgeAsync(change, place, cancellationToken);
        }

        if (verdict is ChangeVerdict.Happened or ChangeVerdict.DidNot or ChangeVerdict.Unknowable) await EndAsync(change, verdict, seen!, place.Cluster);
        else await SayWaitAsync(change, awaited, place.Now, cancellationToken);
    }

    /// <summary>What a look says; and what is awaited where nobody can tell for that reason.</summary>
    private async Task<(ChangeVerdict Verdict, SeenVolume? Seen, string? Awaited)> JudgeAsync(VolumeChange change, ChangePlace place, CancellationToken cancellationToken)
    {
        var (whole, problem) = await peers.FindAsync(place.Hosts, cancellationToken);
        var seen = await VolumeChangeResults.LookAsync(vds, whole is null ? place.Hosts : [whole], change, cancellationToken);
        if (seen is null) return (ChangeVerdict.Open, null, ChangeWait.ForHost(place.Cluster, place.HostStates));
        var expectation = EngineJson.Read<VolumeExpectation>(change.Expectation)!;
        return (ChangeRule.Judge(change, expectation, seen.Description, whole is not null, place.Now), seen, whole is null ? ChangeWait.ForPeers(problem!) : null);
    }

    /// <summary>Says in the step what is awaited, as long as the change is open; what is said already is not written again.</summary>
    private async Task SayWaitAsync(VolumeChange change, string? awaited, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var before = await db.Steps.Where(s => s.Id == change.StepId).Select(static s => s.Description).SingleOrDefaultAsync(cancellationToken);
        if (before is null) return;
        var text = ChangeWait.Describe(before, awaited, now);
        if (text == before) return;
        await db.Steps.Where(s => s.Id == change.StepId && s.EndTime == null && db.VolumeChanges.Any(c => c.StepId == change.StepId && c.LeaseGeneration == change.LeaseGeneration)).ExecuteUpdateAsync(set => set.SetProperty(static s => s.Description, text), cancellationToken);
    }

    /// <summary>Moves the volume's generation on in gluster. The change as it is then; null when that could not be done, or somebody else works on it.</summary>
    private async Task<VolumeChange?> PreventAsync(VolumeChange change, VdsHost host, CancellationToken cancellationToken)
    {
        if (await BeginAsync(change, cancellationToken) is not var (generation, expected)) return null;
        var reply = await move.RunAsync(host, (change.VolumeId, change.VolumeName), (generation, expected), cancellationToken);
        // Gluster may have been changed, or be about to: what was tried counts as expected from now on.
        if (reply is VdsReply<long?>.Unknown) return null;
        var done = reply as VdsReply<long?>.Answered;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([(change.StepId, generation)], CancellationToken.None)).Count == 0) return null;
        await db.EndStampAsync(change.StepId, generation, done?.Value, CancellationToken.None);
        if (done is not null) await db.VolumeChanges.Where(c => c.StepId == change.StepId).ExecuteUpdateAsync(static set => set.SetProperty(static c => c.Preempted, true), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return done is not null ? await db.VolumeChanges.AsNoTracking().SingleOrDefaultAsync(c => c.StepId == change.StepId && c.LeaseGeneration == generation, CancellationToken.None) : null;
    }

    /// <summary>Takes the lease away from whoever may still wait for the answer; null when somebody else did.</summary>
    private async Task<(long Generation, long[] Expected)?> BeginAsync(VolumeChange change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(change.StepId, change.LeaseGeneration!.Value)], cancellationToken)).Count == 0) return null;
        if (await db.TakeOverVolumeChangeAsync(change.StepId, engine.Id, cancellationToken) is not (true, { } generation)) return null;
        if (await db.BeginStampAsync(change.StepId, generation, cancellationToken) is not { } expected) return null;
        await transaction.CommitAsync(cancellationToken);
        return (generation, expected);
    }

    private async Task EndAsync(VolumeChange change, ChangeVerdict verdict, SeenVolume seen, string cluster)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (change.LeaseGeneration is { } generation && (await db.FenceTasksAsync([(change.StepId, generation)], CancellationToken.None)).Count == 0) return;
        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == change.JobId, CancellationToken.None);
        var end = verdict switch
        {
            ChangeVerdict.Happened => (JobExecutionStatus.Finished, "Executing"),
            ChangeVerdict.DidNot => (JobExecutionStatus.Failed, $"Executing: gluster did not answer, and {VolumeChangeText.DidNot(change, seen.Description)}"),
            _ => (JobExecutionStatus.Unknown, "Executing: gluster did not answer, and nobody can tell whether it happened; look at the bricks of the volume"),
        };
        if (!await VolumeChangeResults.EndAsync(db, change, end, seen, cluster)) return;
        var about = VolumeChangeResults.About(change, verdict == ChangeVerdict.Happened ? seen : null, job.CorrelationId, job.OwnerId);
        await db.AppendEventsAsync([VolumeChangeText.Resolved(change, cluster, (verdict, seen.Description), about)], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <param name="Cluster">Name of the cluster.</param>
    /// <param name="Hosts">Hosts that are up.</param>
    /// <param name="HostStates">All hosts with their states, for texts.</param>
    /// <param name="Now">Database time.</param>
    private sealed record ChangePlace(string Cluster, IReadOnlyList<VdsHost> Hosts, string HostStates, DateTimeOffset Now);
}
