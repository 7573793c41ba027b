using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>The job of a change of a host's state. The transaction that writes it is all there is to do, so it is written as finished.</summary>
internal static class HostStateJob
{
    /// <summary>Adds the rows.</summary>
    /// <param name="db">The database, its transaction open.</param>
    /// <param name="host">The host, as it is after the change.</param>
    /// <param name="what">The command, and the job in words.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="now">The database time.</param>
    public static ChangedHost Write(EngineDb db, Host host, (ActionType Action, string Description) what, CommandContext context, DateTimeOffset now)
    {
        var ids = (JobId: Guid.CreateVersion7(), StepId: Guid.CreateVersion7());
        db.Add(ShortJob.Of(ids, what, context, now, [(host.Id, SubjectType.Host), (host.ClusterId, SubjectType.Cluster)]).Done(now));
        return new(host, ids.JobId, ids.StepId);
    }
}
