using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Adds peers that gluster has told of as hosts, all or none. They are reached like the first of the cluster's hosts that is up. Without a choice it tells which peers
/// there are.
/// </summary>
public sealed class ImportHostsCommand(CommandServices services, HostKeys keys, ConnectionKeeper keeper) : CommandBase<ImportHostsParameters, ImportedHosts>(services)
{
    public override ActionType ActionType => ActionType.ImportHosts;

    protected override CommandTarget TargetOf(ImportHostsParameters parameters) => CommandTarget.Cluster(parameters.ClusterId);

    protected override async Task<Prepared<ImportedHosts>> PrepareAsync(
        EngineDb db, ImportHostsParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (!await db.Clusters.AnyAsync(c => c.Id == parameters.ClusterId, cancellationToken))
            return Prepared<ImportedHosts>.Refuse(Refusals.NotFound("cluster", parameters.ClusterId));
        var hosts = await db.HostsOf(parameters.ClusterId).ToListAsync(cancellationToken);
        var candidates = HostImport.Candidates(await db.GlusterServers.AsNoTracking().Where(s => s.ClusterId == parameters.ClusterId).ToListAsync(cancellationToken), hosts);
        if (parameters.Chosen.Count == 0) return new([], new([], candidates));
        var like = HostReach.Example(hosts);
        var refusals = HostImport.Refuse(parameters.Chosen, candidates, like).ToList();
        if (refusals.Count > 0) return new(refusals);
        var added = new List<Host>();
        foreach (var peer in parameters.Chosen)
        {
            var (why, host, cluster) = await AddHostCommand.AddAsync(db, HostImport.Describe(peer, like!), cancellationToken);
            if (host is null) return new(why);
            added.Add(host);
            await db.AppendEventsAsync([HostChangeText.Added(host.Name, cluster!, context.Caller.Name, why: null, new(default, default, "")
            {
                ClusterId = host.ClusterId,
                HostId = host.Id,
                UserId = context.Caller.UserId,
                CorrelationId = context.CorrelationId,
            })], cancellationToken);
            // So that the next one sees its name taken.
            await db.SaveChangesAsync(cancellationToken);
        }

        return new([], new(added, []), async stopping =>
        {
            await Task.WhenAll(added.Select(host => keys.PinAsync(host, stopping)));
            keeper.LookSoon();
            await Services.Schedules.AskSoonAsync(parameters.ClusterId);
            return new CommandResult<ImportedHosts>.Done(new(added, []));
        });
    }
}
