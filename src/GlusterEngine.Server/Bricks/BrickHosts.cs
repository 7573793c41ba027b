using GlusterEngine.Data;
using GlusterEngine.Model.Bricks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Which host holds a brick; one query for all bricks of a cluster.</summary>
internal sealed class BrickHosts
{
    private readonly Dictionary<Guid, Guid> hostByPeer;

    public BrickHosts(Dictionary<Guid, Guid> hostByPeer) => this.hostByPeer = hostByPeer;

    public static async Task<BrickHosts> LoadAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken) => new(
        await db.Hosts.Where(h => h.ClusterId == clusterId && h.PeerUuid != null)
            .Select(static h => new { Peer = h.PeerUuid!.Value, h.Id })
            .ToDictionaryAsync(static h => h.Peer, static h => h.Id, cancellationToken));

    /// <summary>The host of a brick; null when its peer was not added as a host.</summary>
    public Guid? this[GlusterBrick brick] => hostByPeer.TryGetValue(brick.PeerUuid, out var host) ? host : null;
}
