using System.Globalization;
using System.Text;
using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.Vds.Ssh;

/// <summary>What <c>glusterengine-ssh-guard</c> on a host is asked to do. Its values travel as lines, so that no shell reads them.</summary>
/// <param name="Mode">Which of the guard's requests.</param>
/// <param name="Kill">When the guard kills what it began.</param>
/// <param name="Timeout">Gluster's own <c>--timeout</c>.</param>
/// <param name="Values">The request's values.</param>
public sealed record SshRequest(string Mode, TimeSpan Kill, TimeSpan Timeout, IReadOnlyList<string> Values)
{
    /// <summary>First line of a request and beginning of each of the guard's own lines; the version of both.</summary>
    public const string Protocol = "glusterengine-ssh 2";

    /// <summary>The line that lets the guard begin.</summary>
    internal const string Go = "go\n";

    /// <summary>Whether it changes nothing. The guard is told to go at once then, which spares a round trip.</summary>
    public bool IsLook { get; init; }

    /// <summary>Keeps the connection.</summary>
    public static SshRequest Hold { get; } = new("hold", TimeSpan.Zero, TimeSpan.Zero, []);

    /// <summary>A gluster command.</summary>
    public static SshRequest Run(IReadOnlyList<string> arguments, TimeSpan timeout, TimeSpan killAfter) => new("run", timeout + killAfter, timeout, arguments);

    /// <summary>A gluster command behind the generation of its volume.</summary>
    public static SshRequest Fenced(VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, TimeSpan killAfter) => new(
        "fenced", limits.Command + (3 * limits.Question) + killAfter, limits.Command,
        [string.Join(',', fence.Expected), Text(fence.Next), Seconds(limits.Question), .. fence.Words, .. arguments]);

    /// <summary>A look at what lies in the folder of a brick.</summary>
    public static SshRequest Scan(string directory, TimeSpan limit) => new("scan", limit, TimeSpan.Zero, [directory]) { IsLook = true };

    /// <summary>The end of what glusterd has written down of the commands it took.</summary>
    public static SshRequest History(TimeSpan limit) => new("history", limit, TimeSpan.Zero, []) { IsLook = true };

    /// <summary>Something about hooks.</summary>
    /// <param name="values">What to do; the hook's command, stage and name; checksum and content in base64; the letter that a new one gets.</param>
    /// <param name="limit">When it is killed.</param>
    public static SshRequest Hook(IReadOnlyList<string> values, TimeSpan limit) => new("hook", limit, TimeSpan.Zero, values);

    /// <summary>Why it cannot be sent; null when it can.</summary>
    public string? Problem => Values.FirstOrDefault(static value => value.AsSpan().ContainsAny('\n', '\0')) is { } value
        ? $"'{value.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)}' cannot be sent by ssh, since it contains a line break."
        : null;

    /// <summary>The lines of the request, with <see cref="Go"/> behind those of a look.</summary>
    /// <exception cref="InvalidOperationException">There is a <see cref="Problem"/>.</exception>
    public string ToText()
    {
        if (Problem is { } problem) throw new InvalidOperationException(problem);
        var text = new StringBuilder();
        foreach (var line in (string[])[Protocol, Mode, Seconds(Kill), Seconds(Timeout), Text(Values.Count), .. Values, "end"])
            text.Append(line).Append('\n');
        return text.Append(IsLook ? Go : "").ToString();
    }

    /// <summary>Never 0 for a time, which would mean no limit.</summary>
    private static string Seconds(TimeSpan time) => Text((long)Math.Ceiling(time.TotalSeconds));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
