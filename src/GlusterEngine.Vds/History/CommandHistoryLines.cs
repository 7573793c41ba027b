using System.Globalization;

namespace GlusterEngine.Vds.History;

/// <summary>The lines of <c>cmd_history.log</c>. Pure.</summary>
public static class CommandHistoryLines
{
    private const int LongestCommand = 500;
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>The commands about the tasks of a volume; lines that are cut or of another form are passed over.</summary>
    /// <param name="text">Some of the file.</param>
    /// <param name="volume">The volume.</param>
    public static IReadOnlyList<RecordedCommand> Read(string text, string volume) =>
        [.. text.Split('\n').Select(line => ReadLine(line, volume)).OfType<RecordedCommand>()];

    // [2026-11-21 20:06:56.059963 +0000]  : volume remove-brick v1 127.1.3.1:/bricks/v1 stop : SUCCESS
    // [2026-11-21 20:05:34.840663 +0000]  : volume rebalance v1 status : FAILED : Rebalance not started for volume v1.    (what follows may have lines of its own)
    private static RecordedCommand? ReadLine(string line, string volume)
    {
        var (head, end) = (line.IndexOf("]  : ", StringComparison.Ordinal), line.IndexOf(" : SUCCESS", StringComparison.Ordinal));
        var succeeded = end > 0;
        if (!succeeded) end = line.IndexOf(" : FAILED", StringComparison.Ordinal);
        if (head < 1 || line[0] != '[' || end < head + 5) return null;
        var command = line[(head + 5)..end];
        if (!command.StartsWith($"volume rebalance {volume} ", StringComparison.Ordinal) && !command.StartsWith($"volume remove-brick {volume} ", StringComparison.Ordinal)) return null;
        return ReadTime(line[1..head]) is { } time ? new(time, Shorten(command), succeeded) : null;
    }

    private static DateTimeOffset? ReadTime(string text) =>
        text.Length == TimeFormat.Length + 6 && DateTimeOffset.TryParseExact(text.Insert(text.Length - 2, ":"), TimeFormat + " zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : null;

    /// <summary>The last word tells what was done, the bricks before it may be many.</summary>
    private static string Shorten(string command)
    {
        if (command.Length <= LongestCommand) return command;
        var last = command[(command.LastIndexOf(' ') + 1)..];
        return last.Length >= LongestCommand / 2 ? command[..LongestCommand] : $"{command[..(LongestCommand - last.Length - 5)]} ... {last}";
    }
}
