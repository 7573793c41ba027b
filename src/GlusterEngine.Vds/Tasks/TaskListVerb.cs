using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

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
}
