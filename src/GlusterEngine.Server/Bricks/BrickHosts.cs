using GlusterEngine.Data;
using GlusterEngine.Model.Bricks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Which host holds a brick of a cluster; one query for all bricks of all clusters.</summary>
internal sealed class BrickHosts
{
    private readonly Dictionary<Guid, Guid> hostByPeer;

    public BrickHosts(Dictionary<Guid, Guid> hostByPeer) => this.hostByPeer = hostByPeer;

    /// <summary>Those of each cluster.</summary>
    public static async Task<IReadOnlyDictionary<Guid, BrickHosts>> LoadAsync(EngineDb db, Guid[] clusterIds, CancellationToken cancellationToken)
    {
        var hosts = (await db.Hosts.Where(h => clusterIds.Contains(h.ClusterId) && h.PeerUuid != null)
            .Select(static h => new { h.ClusterId, Peer = h.PeerUuid!.Value, h.Id }).ToListAsync(cancellationToken)).ToLookup(static h => h.ClusterId);
        return clusterIds.ToDictionary(static id => id, id => new BrickHosts(hosts[id].ToDictionary(static h => h.Peer, static h => h.Id)));
    }

    /// <summary>The host of a brick; null when its peer was not added as a host.</summary>
    public Guid? this[GlusterBrick brick] => hostByPeer.TryGetValue(brick.PeerUuid, out var host) ? host : null;
}
