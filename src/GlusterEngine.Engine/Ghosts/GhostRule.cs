using GlusterEngine.Engine.Tasks;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>
/// Tells ghosts from tasks by comparing what the hosts show. A task belongs to the pool, so that all of its hosts show it; the exception is a task that
/// was stopped while a host was away, or begun by one whose glusterd died at once (spec/gluster.md 0.7, 4). Pure.
/// </summary>
internal static class GhostRule
{
    /// <summary>The ghosts among what the hosts show.</summary>
    /// <param name="lists">What the hosts show; those that did not answer, or have been up for moments only, are not in it.</param>
    /// <param name="followed">Tasks of open steps. Where as many hosts show a task as do not, such a one is none.</param>
    public static IReadOnlyList<FoundGhost> Find(IReadOnlyList<HostTaskList> lists, IReadOnlySet<Guid> followed)
    {
        var tasks = lists
            .SelectMany(static list => list.Volumes.SelectMany(volume => volume.Value.Select(task => (Volume: volume.Key, Task: task, list.Host))))
            .GroupBy(static shown => (shown.Volume, shown.Task.Id));
        return [.. tasks.Where(task => IsGhost(lists, task.Key, task.Count(), followed))
            .SelectMany(static task => task.Select(static shown => new FoundGhost(shown.Volume, shown.Task.Id, shown.Task.Type, shown.Host)))];
    }

    /// <summary>Whether a host showed another task of a volume than the engine knows of, or lacks one that is open: a ghost may be behind it.</summary>
    public static bool Differ(ClusterTasks known, ClusterTaskView view)
    {
        var open = known.Open.ToDictionary(static task => task.VolumeId);
        return known.Volumes.Any(volume => view.Volumes.TryGetValue(volume.Name, out var seen)
            && (open.TryGetValue(volume.Id, out var task)
                ? !task.InFlight && seen.Task?.Id != task.State.ExternalId
                : seen.Task is { } listed && listed.Id != volume.KnownTask));
    }

    /// <summary>Whether the hosts have to be looked at: one came up since the last look, or somebody wants it.</summary>
    /// <param name="upSince">Since when each host is up.</param>
    /// <param name="last">The last look; null before the first.</param>
    /// <param name="wanted">From when on another is wanted; null when nobody asked.</param>
    /// <param name="now">Now.</param>
    /// <param name="fresh">For how long a host is not believed after it came up.</param>
    public static bool IsDue(IReadOnlyList<DateTimeOffset> upSince, DateTimeOffset? last, DateTimeOffset? wanted, DateTimeOffset now, TimeSpan fresh)
    {
        if (upSince.Count(since => now - since >= fresh) < 2) return false;
        if (wanted <= now && !(last >= wanted)) return true;
        return upSince.Any(since => now - since >= fresh && !(last >= since + fresh));
    }

    private static bool IsGhost(IReadOnlyList<HostTaskList> lists, (string Volume, Guid TaskId) task, int showing, IReadOnlySet<Guid> followed)
    {
        var missing = lists.Count(list => list.Volumes.ContainsKey(task.Volume) && !list.Shows(task.Volume, task.TaskId));
        return showing < missing || (showing == missing && !followed.Contains(task.TaskId));
    }
}
