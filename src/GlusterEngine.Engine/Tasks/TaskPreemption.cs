using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Before a change without definite answer is said not to have happened, the volume's generation is moved on in gluster: then it cannot happen
/// any more, however long it was on its way. Only after that the engine looks for the last time.
/// </summary>
public sealed class TaskPreemption(
    IVdsClient vds, IDbContextFactory<EngineDb> databases, EngineIdentity engine, VolumeGate gate, ILogger<TaskPreemption> logger)
{
    private static readonly TimeSpan[] Pauses = [.. ((double[])[0, 0.2, 0.5, 1, 2, 3]).Select(TimeSpan.FromSeconds)];

    /// <param name="host">A host that has just told that all peers are connected.</param>
    /// <param name="task">The task with the intent.</param>
    /// <param name="cancellationToken">Ends it; the next sync begins anew.</param>
    public async Task RunAsync(VdsHost host, OpenTask task, CancellationToken cancellationToken)
    {
        if (await BeginAsync(task, cancellationToken) is not var (generation, expected)) return;
        switch (await MoveOnAsync(host, (task.VolumeId, task.VolumeName), (generation, expected), cancellationToken))
        {
            case (MoveOnOutcome.Done, var stamp):
                await EndAsync(task, generation, (stamp, IsPreempted: true));
                break;
            case (MoveOnOutcome.NotDone, _):
                await EndAsync(task, generation, (Stamp: null, IsPreempted: false));
                break;
        }
    }

    /// <summary>Moves the generation on in gluster, after which nothing that was said under an older one happens any more.</summary>
    /// <param name="host">A host that has just told that all peers are connected.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="generation">What it becomes, and what it may be now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where it is done, also what gluster keeps of this engine now; null where another engine was there.</returns>
    public async Task<(MoveOnOutcome Outcome, long? Stamp)> MoveOnAsync(
        VdsHost host, (Guid Id, string Name) volume, (long Next, IReadOnlyCollection<long> Expected) generation, CancellationToken cancellationToken)
    {
        // The change that is to be pre-empted may be this engine's own, and still wait for its host.
        using var turn = await gate.TryEnterAsync(volume.Id, cancellationToken);
        foreach (var pause in Pauses)
        {
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            // Whoever took the lease meanwhile writes a greater number.
            if (!await IsNewestAsync(volume.Id, generation.Next, cancellationToken)) break;
            var looked = await vds.CallAsync(host, new VolumeInfoVerb(volume.Name), cancellationToken);
            if (looked is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var described, ..] })
            {
                Log.NotPreempted(logger, volume.Name, host.Name, looked.Summary);
                return (MoveOnOutcome.NotDone, null);
            }

            // Where another engine moved it on, the change cannot happen either, and its word must stand.
            if (VolumeFence.GenerationOf(described) is not { } found || !generation.Expected.Contains(found)) return (MoveOnOutcome.Done, null);
            var reply = await vds.CallAsync(host, new VolumeSetVerb(volume.Name, VolumeFence.Option, generation.Next.ToString(CultureInfo.InvariantCulture)), cancellationToken);
            if (reply is VdsReply<bool>.Answered)
            {
                Log.Preempted(logger, volume.Name, host.Name, generation.Next);
                return (MoveOnOutcome.Done, generation.Next);
            }

            if (reply is VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.Locked }) continue;
            Log.NotPreempted(logger, volume.Name, host.Name, reply.Summary);
            return (reply is VdsReply<bool>.Unknown ? MoveOnOutcome.Unsure : MoveOnOutcome.NotDone, null);
        }

        Log.NotPreempted(logger, volume.Name, host.Name, "the volume stayed locked, or somebody else took its lease.");
        return (MoveOnOutcome.NotDone, null);
    }

    private async Task<bool> IsNewestAsync(Guid volumeId, long generation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.VolumeLeases.AnyAsync(lease => lease.VolumeId == volumeId && lease.Generation == generation, cancellationToken);
    }

    /// <summary>Takes the lease away from whoever may still wait for the answer; null when somebody else did.</summary>
    private async Task<(long Generation, long[] Expected)?> BeginAsync(OpenTask task, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(task.StepId, task.Generation)], cancellationToken)).Count == 0) return null;
        var generation = await db.AdvanceVolumeLeaseAsync(task.VolumeId, task.StepId, engine.Id, cancellationToken);
        if (generation is null || await db.BeginStampAsync(task.StepId, generation.Value, cancellationToken) is not { } expected) return null;
        // This engine lives, but does not wait for an answer.
        await db.UpdateTasksAsync([(task.StepId, task.JobId, task.State with { IntentDeadline = DateTimeOffset.UnixEpoch })], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (generation.Value, expected);
    }

    private async Task EndAsync(OpenTask task, long generation, (long? Stamp, bool IsPreempted) done)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([(task.StepId, generation)], CancellationToken.None)).Count == 0) return;
        await db.EndStampAsync(task.StepId, generation, done.Stamp, CancellationToken.None);
        if (done.IsPreempted) await db.StepTasks.Where(t => t.StepId == task.StepId).ExecuteUpdateAsync(
            static set => set.SetProperty(static t => t.Preempted, true).SetProperty(static t => t.MissingViews, 0).SetProperty(static t => t.MissingSince, (DateTimeOffset?)null),
            CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
