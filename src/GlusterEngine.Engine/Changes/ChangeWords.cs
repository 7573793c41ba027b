using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Changes;

/// <summary>How a kind of change is told: the job, "Cannot {Verb} {Object}.", and its events. One per command, so that the sync tells what a command began.</summary>
/// <param name="Job">Begin of the job's description, such as "Starting Gluster Volume".</param>
/// <param name="Verb">What is asked, such as "start".</param>
/// <param name="Object">Of what.</param>
/// <param name="Done">What was done, such as "was started".</param>
/// <param name="DoneCode">Event of its success.</param>
/// <param name="FailedCode">Event of its failure.</param>
internal sealed record ChangeWords(string Job, string Verb, string Object, string Done, EventCode DoneCode, EventCode FailedCode)
{
    private const string Volume = "Gluster Volume";
    private const string Brick = "Brick(s)";
    private const string Option = "Gluster Volume Option";

    /// <summary>How the changes of a command are told.</summary>
    public static ChangeWords Of(ActionType action) => action switch
    {
        ActionType.CreateGlusterVolume => new("Creating Gluster Volume", "create", Volume, "was created", EventCode.GlusterVolumeCreate, EventCode.GlusterVolumeCreateFailed),
        ActionType.StartGlusterVolume => new("Starting Gluster Volume", "start", Volume, "was started", EventCode.GlusterVolumeStart, EventCode.GlusterVolumeStartFailed),
        ActionType.StopGlusterVolume => new("Stopping Gluster Volume", "stop", Volume, "was stopped", EventCode.GlusterVolumeStop, EventCode.GlusterVolumeStopFailed),
        ActionType.DeleteGlusterVolume => new("Deleting Gluster Volume", "delete", Volume, "was deleted", EventCode.GlusterVolumeDelete, EventCode.GlusterVolumeDeleteFailed),
        ActionType.SetGlusterVolumeOption => new("Setting Option of Gluster Volume", "set", Option, "has an option set", EventCode.GlusterVolumeOptionSet, EventCode.GlusterVolumeOptionSetFailed),
        ActionType.ResetGlusterVolumeOptions => new("Resetting Options of Gluster Volume", "reset", Option, "has options reset", EventCode.GlusterVolumeOptionsReset, EventCode.GlusterVolumeOptionsResetFailed),
        ActionType.ResetAllGlusterVolumeOptions => Of(ActionType.ResetGlusterVolumeOptions) with { DoneCode = EventCode.GlusterVolumeOptionsResetAll },
        ActionType.StartGlusterVolumeProfile => new("Starting Profile of Gluster Volume", "start profiling", Volume, "is profiled", EventCode.GlusterVolumeProfileStart, EventCode.GlusterVolumeProfileStartFailed),
        ActionType.StopGlusterVolumeProfile => new("Stopping Profile of Gluster Volume", "stop profiling", Volume, "is not profiled any more", EventCode.GlusterVolumeProfileStop, EventCode.GlusterVolumeProfileStopFailed),
        ActionType.AddBricksToGlusterVolume => new("Adding Bricks to Gluster Volume", "add", Brick, "has got bricks", EventCode.GlusterVolumeAddBrick, EventCode.GlusterVolumeAddBrickFailed),
        ActionType.ReplaceGlusterVolumeBrick => new("Replacing Brick of Gluster Volume", "replace", Brick, "has got another brick", EventCode.GlusterVolumeBrickReplaced, EventCode.GlusterVolumeBrickReplaceFailed),
        ActionType.ResetGlusterVolumeBrick => new("Resetting Brick of Gluster Volume", "reset", Brick, "has got a brick back", EventCode.GlusterVolumeBrickReset, EventCode.GlusterVolumeBrickResetFailed),
        _ => throw new InvalidOperationException($"{action.ToUpperText()} is no short change of a volume."),
    };

    /// <summary>Description of the job.</summary>
    public string Describe(string volume, string cluster) => $"{Job} {volume} in Cluster {cluster}";

    /// <summary>Begin of a refusal.</summary>
    public string Cannot => $"Cannot {Verb} {Object}.";
}
