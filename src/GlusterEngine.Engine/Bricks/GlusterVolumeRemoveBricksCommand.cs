using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Takes bricks out of a volume without moving what is on them: files that lie only there are lost. Only on explicit order, with a reason.</summary>
public sealed class GlusterVolumeRemoveBricksCommand(CommandServices services) : GlusterAsyncCommandBase<RemoveBricksParameters>(services)
{
    public override ActionType ActionType => ActionType.GlusterVolumeRemoveBricks;

    protected override StepType StepType => StepType.RemovingBricks;

    protected override TaskOperation Operation => TaskOperation.ForceRemove;

    protected override string Verb => "remove";

    protected override string Deed => "Bricks removed by force, without moving the data on them";

    protected override (EventCode Done, EventCode Failed) Events => (EventCode.GlusterVolumeRemoveBricks, EventCode.GlusterVolumeRemoveBricksFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, RemoveBricksParameters parameters) =>
        RemoveBrickRefusals.Force(snapshot, parameters);

    protected override TaskOptions Describe(VolumeSnapshot snapshot, RemoveBricksParameters parameters) =>
        new() { Bricks = BrickSelection.Of(snapshot.Volume, parameters.Bricks).Bricks };

    protected override string? ReasonOf(RemoveBricksParameters parameters) => parameters.Reason;

    protected override async Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, RemoveBricksParameters parameters, CancellationToken cancellationToken) =>
        await LookAsync(snapshot, cancellationToken) ?? await snapshot.Stamp!.SayAsync(host, VerbOf(snapshot, parameters), cancellationToken);

    /// <summary>
    /// A task that somebody started from the CLI a moment ago holds no lease yet, and gluster would drop its files without a word. One that only some host still shows, a ghost
    /// that nobody has found yet, may go on moving files there, so each host is asked.
    /// </summary>
    protected override async Task<VdsReply<TaskReport>?> LookAsync(VolumeSnapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var host in snapshot.Hosts)
        {
            var listed = await Services.Vds.CallAsync(host, new TaskListVerb(snapshot.Volume.Name), cancellationToken);
            if (listed is not VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered) return LastLook.Failed(listed, $"Whether host {host.Name} shows a task of the volume");
            if (TaskInTheWay(answered.Value) is { } error) return new VdsReply<TaskReport>.Refused(error with { Text = $"{error.Text} Host {host.Name} shows it." });
        }

        return null;
    }

    internal static GlusterError? TaskInTheWay(IReadOnlyList<VolumeTasks> listed) => listed.SelectMany(static volume => volume.Tasks)
        .FirstOrDefault(static task => task.Type == GlusterTaskType.RemoveBrick || TaskReconciler.IsRunning(task.Status)) is { } task
            ? new(-1, 0, $"Gluster has task {task.Id} ({task.Type}, {task.Status}) on the volume; end it first.", GlusterErrorMeaning.LookForbids)
            : null;

    internal static RemoveBrickForceVerb VerbOf(VolumeSnapshot snapshot, RemoveBricksParameters parameters) => new(
        snapshot.Volume.Name,
        [.. BrickSelection.Of(snapshot.Volume, parameters.Bricks).Bricks.Select(static brick => brick.Address)],
        RemoveBrickRefusals.IsReduction(snapshot.Volume, parameters.ReplicaCount) ? parameters.ReplicaCount : null);
}
