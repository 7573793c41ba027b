using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// A rebalance that began while a node was away: when that one is back it knows of none, gluster refuses the question for counters everywhere and any stop, and each node lists
/// its own part only, until another rebalance is started.
/// </summary>
/// <param name="Shown">The hosts that list it, with their parts.</param>
/// <param name="Unheard">Names of the hosts that do not.</param>
public sealed record PartlyKnownTask(IReadOnlyList<(string Host, GlusterTask Task)> Shown, IReadOnlyList<string> Unheard)
{
    /// <summary>Whether no node works on it any more.</summary>
    public bool IsOver => Shown.All(static part => !TaskReconciler.IsRunning(part.Task.Status));

    /// <summary>One of the parts, of a node that still works where there is one.</summary>
    public GlusterTask Part => Shown.Select(static part => part.Task).OrderByDescending(static task => TaskReconciler.IsRunning(task.Status)).First();

    /// <summary>What each of its nodes says of its part.</summary>
    public string Parts => string.Join(", ", Shown.Select(static part => $"{part.Task.Status} on {part.Host}"));

    /// <summary>What all hosts list of a task; null where they agree, or most of them do not list it, which is a ghost then, or some are still to tell.</summary>
    public static PartlyKnownTask? Of(IReadOnlyList<(string Host, GlusterTask? Task)> lists, bool isWhole)
    {
        if (!isWhole) return null;
        var shown = lists.Where(static list => list.Task is not null).Select(static list => (list.Host, list.Task!)).ToList();
        IReadOnlyList<string> unheard = [.. lists.Where(static list => list.Task is null).Select(static list => list.Host)];
        return unheard.Count > 0 && shown.Count > unheard.Count ? new(shown, unheard) : null;
    }

    /// <summary>
    /// Whether those that did not tell make the difference between a task that is known in part and a ghost, or none. One that a node still works on is not called gone
    /// by half of the pool, however long the others rest.
    /// </summary>
    /// <param name="lists">What was told.</param>
    /// <param name="isAwaited">Whether anybody may tell more in a moment.</param>
    public static bool IsUndecided(IReadOnlyList<(string Host, GlusterTask? Task)> lists, bool isAwaited)
    {
        var shown = lists.Where(static list => list.Task is not null).Select(static list => list.Task!.Status).ToList();
        return shown.Count > 0 && shown.Count >= lists.Count - shown.Count && (isAwaited || shown.Exists(TaskReconciler.IsRunning));
    }
}
