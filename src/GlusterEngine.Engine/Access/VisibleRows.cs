using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Access;

/// <summary>
/// What of the engine's objects a caller may see: everything with a role on everything, else what is in the clusters where the caller has one. Jobs and events
/// follow their cluster; those of none are for callers who see all, and for whoever caused them.
/// </summary>
public static class VisibleRows
{
    public static IQueryable<Cluster> VisibleTo(this IQueryable<Cluster> clusters, Caller caller)
    {
        if (caller.SeesAll) return clusters;
        var ids = caller.ClusterRoles.Keys.ToArray();
        return clusters.Where(c => ids.Contains(c.Id));
    }

    public static IQueryable<Host> VisibleTo(this IQueryable<Host> hosts, Caller caller)
    {
        if (caller.SeesAll) return hosts;
        var ids = caller.ClusterRoles.Keys.ToArray();
        return hosts.Where(h => ids.Contains(h.ClusterId));
    }

    public static IQueryable<EngineEvent> VisibleTo(this IQueryable<EngineEvent> events, Caller caller)
    {
        if (caller.SeesAll) return events;
        var ids = caller.ClusterRoles.Keys.ToArray();
        return events.Where(e => e.ClusterId == null ? e.UserId == caller.UserId : ids.Contains(e.ClusterId.Value));
    }

    public static IQueryable<Job> VisibleTo(this IQueryable<Job> jobs, Caller caller, EngineDb db)
    {
        if (caller.SeesAll) return jobs;
        var ids = caller.ClusterRoles.Keys.ToArray();
        return jobs.Where(j => (j.IsExternal && j.OwnerId == caller.UserId)
            || db.StepTasks.Any(t => t.JobId == j.Id && ids.Contains(t.ClusterId))
            || j.Subjects.Any(s => ids.Contains(s.EntityId)
                || db.Volumes.Any(v => v.Id == s.EntityId && ids.Contains(v.ClusterId))
                || db.Hosts.Any(h => h.Id == s.EntityId && ids.Contains(h.ClusterId))));
    }
}
