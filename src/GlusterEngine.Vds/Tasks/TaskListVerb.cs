using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Tasks of all started volumes, or of one. With all volumes, one whose lock is held is left out without a word (spec/gluster.md 0.2).</summary>
/// <param name="Volume">One volume; null for all.</param>
public sealed record TaskListVerb(string? Volume = null) : VdsVerb<IReadOnlyList<VolumeTasks>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterTask.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "status", Volume ?? "all", "tasks"];

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeTasks> Parse(XElement cliOutput)
    {
        // <volStatus><volumes>
        //   <volume><volName>d1</volName><tasks/></volume>
        //   <volume><volName>d2</volName><tasks><task><type>Remove brick</type><id>UUID</id><status>1</status><statusStr>in progress</statusStr>
        //     <params><brick>HOST:/DIR</brick>..</params></task></tasks></volume>..    (type "Rebalance" has no <params>)
        var volumes = cliOutput.Child("volStatus").Child("volumes").Elements("volume").Select(ParseVolume).Distinct(static volume => volume.Volume, "volume");
        if (Volume is not null && (volumes.Count != 1 || volumes[0].Volume != Volume)) throw new FormatException($"The reply is not about volume {Volume}.");
        return volumes;
    }

    private static VolumeTasks ParseVolume(XElement volume) =>
        new(volume.Text("volName"), volume.Child("tasks").Elements("task").Select(ParseTask).Distinct(static task => task.Id, "task"));

    private static GlusterTask ParseTask(XElement task) => new(
        task.Uuid("id"),
        task.Text("type") switch
        {
            "Rebalance" => GlusterTaskType.Rebalance,
            "Remove brick" => GlusterTaskType.RemoveBrick,
            _ => GlusterTaskType.Unknown,
        },
        TaskStatusCode.Parse(task),
        [.. (task.Element("params")?.Elements("brick") ?? []).Select(ParseBrick)]);

    private static BrickAddress ParseBrick(XElement brick) =>
        BrickAddress.Parse(brick.Value.Trim()) ?? throw new FormatException($"{brick.Value} is no brick.");

    /// <inheritdoc/>
    /// <remarks>
    /// VDSM tells of tasks only, so that volumes without one, like those that are locked, are not in the list of all. Of one volume the status is asked before,
    /// which takes its lock, so that one that is stopped or locked says so; that it has no task is not believed before more was asked.
    /// </remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => Volume is null ? [List] : [new("GlusterVolume.status", VolumeStatusVerb.VdsmParameters(Volume, option: null)), List];

    private static VdsmRequest List => new("GlusterTask.list", new() { ["taskID"] = new JsonArray() });

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeTasks> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"tasks":{"UUID":{"volume":"d2","status":"IN_PROGRESS","type":"REMOVE_BRICK","bricks":["HOST:/DIR"],"data":{..}},..}}    (one whose counters failed is left out)
        var tasks = results[^1].Entries("tasks").Select(static entry => (Volume: entry.Value.Text("volume"), Task: ParseVdsmTask(entry))).ToList();
        return Volume is null
            ? [.. tasks.GroupBy(static task => task.Volume, StringComparer.Ordinal).Select(static group => new VolumeTasks(group.Key, [.. group.Select(static task => task.Task)]))]
            : [new(Volume, [.. tasks.Where(task => task.Volume == Volume).Select(static task => task.Task)])];
    }

    /// <inheritdoc/>
    public override string? VolumeWithoutTask(IReadOnlyList<VolumeTasks> reply) => Volume is not null && reply.All(static volume => volume.Tasks.Count == 0) ? Volume : null;

    private static GlusterTask ParseVdsmTask(JsonProperty entry) => new(
        Guid.TryParseExact(entry.Name, "D", out var id) ? id : throw new FormatException($"{entry.Name} is no task id."),
        EnumText.Parse<GlusterTaskType>(entry.Value.Text("type")) ?? GlusterTaskType.Unknown,
        EnumText.Parse<GlusterTaskStatus>(entry.Value.Text("status")) ?? GlusterTaskStatus.Unknown,
        [.. entry.Value.Items("bricks").Select(static brick => BrickAddress.Parse(brick.PlainText("bricks")) ?? throw new FormatException($"{brick} is no brick."))]);
}
