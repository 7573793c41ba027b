using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Takes migrated bricks out of the volume, if the gate is green.</summary>
public sealed class CommitRemoveGlusterVolumeBricksCommand(CommandServices services, GateInspector gate, IOptions<TasksOptions> options)
    : GlusterAsyncCommandBase<CommitRemoveBricksParameters>(services)
{
    private const string Unread = "What became of the migration since the gate looked";

    public override ActionType ActionType => ActionType.CommitRemoveGlusterVolumeBricks;

    protected override Role RoleFor(CommitRemoveBricksParameters parameters, CommandContext context) => parameters.Override ? Role.Administrator : Role.Operator;

    protected override StepType StepType => StepType.RemovingBricks;

    protected override TaskOperation Operation => TaskOperation.Commit;

    protected override string Verb => "commit removing";

    protected override string Deed => "Migration committed, its bricks left the volume";

    protected override (EventCode Done, EventCode Failed) Events => (EventCode.GlusterVolumeRemoveBricksCommit, EventCode.GlusterVolumeRemoveBricksCommitFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters) =>
        RemoveBrickRefusals.Commit(snapshot, parameters);

    protected override string? ReasonOf(CommitRemoveBricksParameters parameters) => parameters.Override ? parameters.Reason : null;

    protected override async Task<(GateReport Report, bool Opens)?> InspectAsync(
        VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters, CancellationToken cancellationToken)
    {
        var hangs = HangMemory.Of(Services.Databases, snapshot.OpenTask!.StepId, QuietRule.AfterGate(options.Value.QuietAfterHang));
        var report = await gate.InspectAsync(snapshot, snapshot.OpenTask, hangs, cancellationToken);
        return (report, report.Opens(parameters.Override));
    }

    protected override async Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters, CancellationToken cancellationToken)
    {
        var verb = VerbOf(snapshot, parameters);
        // Gluster looks after a plain commit itself. By force it would drop whatever migrates by now, so what the gate saw is looked at once more.
        return verb is RemoveBrickForceVerb && await LookAgainAsync(host, snapshot, cancellationToken) is { } problem
            ? problem
            : await snapshot.Stamp!.SayAsync(host, verb, cancellationToken);
    }

    private async Task<VdsReply<TaskReport>?> LookAgainAsync(VdsHost host, VolumeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var task = snapshot.OpenTask!;
        var listed = await Services.Vds.CallAsync(host, new TaskListVerb(snapshot.Volume.Name), cancellationToken);
        if (listed is not VdsReply<IReadOnlyList<VolumeTasks>>.Answered tasks) return LastLook.Failed(listed, Unread);
        if (NotTheTask(tasks.Value, task.State.ExternalId) is { } other) return new VdsReply<TaskReport>.Refused(other);
        var status = await Services.Vds.CallAsync(host, new RemoveBrickStatusVerb(snapshot.Volume.Name, [.. task.Bricks.Select(static brick => brick.Address)]), cancellationToken);
        if (status is not VdsReply<TaskReport>.Answered nodes) return LastLook.Failed(status, Unread);
        return NotOver(task, TaskNodes.Of(nodes.Value), snapshot.Gate!) is { } error ? new VdsReply<TaskReport>.Refused(error) : null;
    }

    /// <summary>Gluster's only task on the volume must be the migration that the gate judged, and it must be over.</summary>
    internal static GlusterError? NotTheTask(IReadOnlyList<VolumeTasks> listed, Guid? taskId)
    {
        var tasks = listed.SelectMany(static volume => volume.Tasks).ToList();
        if (tasks.Find(task => task.Id != taskId && (task.Type == GlusterTaskType.RemoveBrick || TaskReconciler.IsRunning(task.Status))) is { } other)
            return new(-1, 0, $"Gluster has task {other.Id} ({other.Type}, {other.Status}) on the volume, which is not the migration to commit; end it first.", GlusterErrorMeaning.LookForbids);
        return tasks.Find(task => task.Id == taskId) switch
        {
            null => new(-1, 0, $"Gluster has no migration {taskId} on the volume any more: it was ended outside the engine. Look at the volume's bricks.", GlusterErrorMeaning.LookForbids),
            { } own when TaskReconciler.IsRunning(own.Status) => new(-1, 0, $"Migration {taskId} runs again; wait for its end.", GlusterErrorMeaning.LookForbids),
            _ => null,
        };
    }

    /// <summary>What the gate would not let an override pass over, and has not let pass already.</summary>
    internal static GlusterError? NotOver(OpenTask task, IReadOnlyList<TaskNode> nodes, GateReport judged)
    {
        var expected = task.Bricks.DistinctBy(static brick => brick.PeerUuid).ToDictionary(static brick => brick.PeerUuid, static brick => brick.ServerName);
        var passed = judged.Findings.Select(static finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        var report = CommitGate.Judge(new(expected, nodes, Problem: null, Heals: [], Scans: []));
        var closed = report.Findings.Where(finding => !finding.MayBeOverridden && !passed.Contains(finding.Key)).ToList();
        return closed.Count == 0 ? null : new(-1, 0, string.Join(' ', closed.Select(static finding => $"{finding.Text} {finding.Next}")), GlusterErrorMeaning.LookForbids);
    }

    internal static VdsVerb<TaskReport> VerbOf(VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters)
    {
        var bricks = snapshot.OpenTask!.Bricks.Select(static brick => brick.Address).ToList();
        // Gluster's plain commit refuses these whatever the gate says; the override was given in so many words.
        return parameters.Override && snapshot.OpenTask.Nodes.Any(static node => node is { Skipped: > 0 } or { Failed: > 0 } or { Status: GlusterTaskStatus.Failed })
            ? new RemoveBrickForceVerb(snapshot.Volume.Name, bricks, ReplicaCount: null)
            : new RemoveBrickCommitVerb(snapshot.Volume.Name, bricks);
    }
}
