using System.Globalization;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// When a volume's counters are asked for again after the question hung. Pure. Gluster locks the volume for 180 s after such a question, so where a process
/// stays frozen each further one locks it anew; the pauses grow as long as the task has been unresponsive.
/// </summary>
internal static class QuietRule
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    // Gluster's 180 s, less what two clocks and a look may differ.
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(175);

    /// <summary>The end of the pause after a question that hung.</summary>
    /// <param name="state">The task as it was before the question; null when it was not known.</param>
    /// <param name="now">Database time.</param>
    /// <param name="shortest">The first pause.</param>
    public static DateTimeOffset Until(TaskState? state, DateTimeOffset now, TimeSpan shortest) =>
        now + Pause(GrowsSince(state) is { } since ? now - since : TimeSpan.Zero, shortest);

    /// <summary>The pause after a question that hung.</summary>
    /// <param name="hanging">How long questions have hung by then.</param>
    /// <param name="shortest">The first pause.</param>
    public static TimeSpan Pause(TimeSpan hanging, TimeSpan shortest) => Max(shortest, Min(hanging, LongestPause));

    /// <summary>
    /// The pause after a question of a commit's gate that hung. Nobody looks at a migration that waits for its commit, so nothing makes the pauses grow; this one leaves the
    /// volume free for most of the time.
    /// </summary>
    public static TimeSpan AfterGate(TimeSpan shortest) => 3 * shortest;

    /// <summary>Why gluster is not asked for a status now; null when it may be.</summary>
    /// <param name="until">The end of the pause.</param>
    /// <param name="now">Database time.</param>
    public static string? Why(DateTimeOffset? until, DateTimeOffset now) => until <= now || until is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"a question about the volume hung, and each one that does locks the volume for minutes; gluster is asked again from {until.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on.");

    /// <summary>
    /// Whether a listed task may be asked for its counters. What is listed is not locked: before gluster's lock can have run out that says that the question
    /// was answered meanwhile; later it says nothing.
    /// </summary>
    public static bool MayAsk(TaskState? state, DateTimeOffset now, TimeSpan shortest) =>
        state?.QuietUntil is not { } until || until <= now || now - HungAt(state, until, shortest) < Lock;

    /// <summary>The end of a pause tells its beginning: it lasted the shortest time, as long as the time before it, or the longest time.</summary>
    private static DateTimeOffset HungAt(TaskState state, DateTimeOffset until, TimeSpan shortest)
    {
        var first = until - shortest;
        if (GrowsSince(state) is not { } since) return first;
        var middle = since + ((until - since) / 2);
        var hung = middle < first ? middle : first;
        var earliest = until - Max(shortest, LongestPause);
        return hung > earliest ? hung : earliest;
    }

    /// <summary>A change whose outcome is to be found out does not wait that long.</summary>
    private static DateTimeOffset? GrowsSince(TaskState? state) =>
        state is { Health: TaskHealth.Unresponsive, Intent: null } ? state.HealthSince : null;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
