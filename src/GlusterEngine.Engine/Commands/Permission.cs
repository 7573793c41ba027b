using GlusterEngine.Data;
using GlusterEngine.Engine.Access;
using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Whether a caller may run a command. What the caller may not even see is refused in the very words of what does not exist.
/// </summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Action">For what.</param>
/// <param name="Role">The role that it takes.</param>
/// <param name="Target">On what.</param>
internal sealed record Permission(Caller Caller, ActionType Action, Role Role, CommandTarget Target)
{
    /// <summary>Whether the role on everything is enough, so that nothing has to be looked at.</summary>
    public bool IsGranted => Target is CommandTarget.OnJob ? Caller.Role == Role.Administrator : Caller.Role >= Role;

    /// <summary>Why not; null when it may be.</summary>
    public Task<Refusal?> RefuseAsync(EngineDb db, CancellationToken cancellationToken) => Target switch
    {
        CommandTarget.InCluster cluster => RefuseInClusterAsync(db, cluster, cancellationToken),
        CommandTarget.OnHost host => RefuseOnHostAsync(db, host, cancellationToken),
        CommandTarget.OnJob job => RefuseOnJobAsync(db, job, cancellationToken),
        CommandTarget.OwnWork => Task.FromResult(Caller.HighestRole >= Role ? null : Deny("the engine")),
        _ => Task.FromResult(Caller.Role >= Role ? null : Deny("the engine as a whole")),
    };

    private async Task<Refusal?> RefuseInClusterAsync(EngineDb db, CommandTarget.InCluster target, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.Where(c => target.Id != null ? c.Id == target.Id : c.Name == target.Name)
            .Select(static c => new { c.Id, c.Name }).SingleOrDefaultAsync(cancellationToken);
        if (cluster is null || Caller.RoleIn(cluster.Id) is not { } role) return target.Absent;
        if (role >= Role) return null;
        if (target.VolumeId is null) return Deny($"cluster {cluster.Name}");
        var volume = await db.Volumes.Where(v => v.Id == target.VolumeId && v.ClusterId == cluster.Id).Select(static v => v.Name).SingleOrDefaultAsync(cancellationToken);
        return volume is null ? target.Absent : Deny($"volume {volume} of cluster {cluster.Name}");
    }

    private async Task<Refusal?> RefuseOnHostAsync(EngineDb db, CommandTarget.OnHost target, CancellationToken cancellationToken)
    {
        var host = await db.Hosts.Where(h => h.Id == target.Id).Select(static h => new { h.Name, h.ClusterId }).SingleOrDefaultAsync(cancellationToken);
        if (host is null || Caller.RoleIn(host.ClusterId) is not { } role) return target.Absent;
        return role >= Role ? null : Deny($"host {host.Name}");
    }

    private async Task<Refusal?> RefuseOnJobAsync(EngineDb db, CommandTarget.OnJob target, CancellationToken cancellationToken)
    {
        var job = await db.Jobs.VisibleTo(Caller, db).Where(j => j.Id == target.Id).Select(static j => new { j.OwnerId }).SingleOrDefaultAsync(cancellationToken);
        if (job is null) return target.Absent;
        return job.OwnerId == Caller.UserId && Caller.HighestRole >= Role ? null : Deny($"job {target.Id}, unless it is theirs");
    }

    private Refusal Deny(string what) => new(
        "USER_NOT_AUTHORIZED_TO_PERFORM_ACTION",
        $"User {Caller.Name} may not run {Action} on {what}: it takes the role {(Target is CommandTarget.OnJob ? Role.Administrator : Role).ToLowerText()} there.",
        RefusalKind.Denied);
}
