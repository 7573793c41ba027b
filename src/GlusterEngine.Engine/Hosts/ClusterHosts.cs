using GlusterEngine.Data;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Which hosts the engine asks: nothing at all is asked of one in maintenance, and only those that are up are worked through. Everything that
/// says verbs takes its hosts from here, in the order in which they are asked.
/// </summary>
internal static class ClusterHosts
{
    /// <summary>All hosts, whatever their state.</summary>
    public static IQueryable<Host> HostsOf(this EngineDb db, Guid clusterId) =>
        db.Hosts.AsNoTracking().Where(h => h.ClusterId == clusterId).OrderBy(static h => h.Name);

    /// <summary>Those that are asked how they are.</summary>
    public static IEnumerable<Host> InUse(this IEnumerable<Host> hosts) => hosts.Where(static host => host.Status != HostStatus.Maintenance);

    /// <summary>Those through which volumes and tasks are looked at and worked on.</summary>
    public static IEnumerable<Host> Up(this IEnumerable<Host> hosts) => hosts.Where(static host => host.Status == HostStatus.Up);

    /// <summary>Why a host that was up when its row was read must not be told any verb now; null while it may.</summary>
    public static async Task<string?> RestOfAsync(this EngineDb db, (Guid Id, string Name) host, CancellationToken cancellationToken) =>
        await db.Hosts.AnyAsync(h => h.Id == host.Id && h.Status != HostStatus.Maintenance, cancellationToken) ? null : AtRest(host.Name);

    public static string AtRest(string name) => $"Host {name} is in maintenance or was removed meanwhile.";

    /// <summary>Peers of other clusters of this engine, with the cluster's name.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> ForeignPeersOfAsync(this EngineDb db, Guid clusterId, CancellationToken cancellationToken) =>
        await (from server in db.GlusterServers
               join other in db.Clusters on server.ClusterId equals other.Id
               where server.ClusterId != clusterId
               select new { server.PeerUuid, other.Name }).ToDictionaryAsync(static s => s.PeerUuid, static s => s.Name, cancellationToken);

    /// <summary>Those that are up now, as the VDS client knows them.</summary>
    public static async Task<IReadOnlyList<VdsHost>> UpHostsOfAsync(this EngineDb db, Guid clusterId, CancellationToken cancellationToken) =>
        [.. (await db.HostsOf(clusterId).ToListAsync(cancellationToken)).Up().Select(VdsHost.Of)];
}
