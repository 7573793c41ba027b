using System.Collections.Concurrent;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Commits ordered with the start that were refused before the gate was asked: when last, and why. Kept in memory only: another engine tries at once
/// and says it once more.
/// </summary>
internal sealed class CommitTries(TimeSpan between)
{
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset Time, string Why)> refused = new();

    /// <summary>Whether the last refusal is long enough ago.</summary>
    public bool IsDue(Guid stepId, DateTimeOffset now) => !refused.TryGetValue(stepId, out var last) || now - last.Time >= between;

    /// <summary>Notes a refusal; whether it is another one than before.</summary>
    public bool Refuse(Guid stepId, DateTimeOffset now, string why)
    {
        // Of those that ended meanwhile nobody tells.
        foreach (var (step, last) in refused)
        {
            if (now - last.Time >= ForgottenAfter) refused.TryRemove(step, out _);
        }

        var isNews = !refused.TryGetValue(stepId, out var before) || before.Why != why;
        refused[stepId] = (now, why);
        return isNews;
    }

    /// <summary>It got further this time.</summary>
    public void Forget(Guid stepId) => refused.TryRemove(stepId, out _);
}
