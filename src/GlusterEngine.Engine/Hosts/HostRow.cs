using GlusterEngine.Data;
using GlusterEngine.Model.Hosts;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>The row of a host for those who change it.</summary>
internal static class HostRow
{
    /// <summary>Locked until the transaction ends, so that the inventory does not write over the change; null when there is no such host.</summary>
    public static async Task<Host?> LockAsync(EngineDb db, Guid hostId, CancellationToken cancellationToken) =>
        (await db.Hosts.FromSql($"select * from host where host_id = {hostId} for update").ToListAsync(cancellationToken)).SingleOrDefault();
}
