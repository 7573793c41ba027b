using System.Globalization;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// The command that ended a task outside the engine, as a host has written it down. Pure. It says who and when, and is no more than that: how a task ended is
/// judged from the volume, and a history that has nothing proves nothing.
/// </summary>
internal static class EndRecord
{
    /// <summary>The last command that was done since the task began and ends such a task; null when none is known.</summary>
    public static HostRecord? Of(OpenTask task, IReadOnlyList<HostRecord> records) => records
        .Where(record => record.Command.Succeeded && record.Command.Time >= task.StartTime && Ends(task.TaskType, Words(record)))
        .MaxBy(static record => record.Command.Time);

    /// <summary>Whether it took the bricks out by force.</summary>
    public static bool IsForced(HostRecord? record) => record is not null && Words(record)[^1] == "force";

    /// <summary>Whether it committed the migration.</summary>
    public static bool IsCommit(HostRecord? record) => record is not null && Words(record)[^1] == "commit";

    /// <summary>What a text says of it after how the task ended; nothing when there is none.</summary>
    public static string Text(HostRecord? record) => record is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"; host {record.Host} recorded \"{record.Command.Command}\" at {record.Command.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static bool Ends(GlusterTaskType type, string[] words) => type == GlusterTaskType.RemoveBrick
        ? words[1] == "remove-brick" && words[^1] is ("stop" or "commit" or "force")
        : words[1] == "rebalance" && words[^1] == "stop";

    private static string[] Words(HostRecord record) => record.Command.Command.Split(' ');
}
