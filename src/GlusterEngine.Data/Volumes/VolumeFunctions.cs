using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Volumes;

/// <summary>Calls of the SQL functions about volumes; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class VolumeFunctions
{
    /// <summary>Null when the cluster has no such volume.</summary>
    public static async Task<KnownVolume?> GetVolumeSnapshotAsync(this EngineDb db, Guid clusterId, Guid volumeId, CancellationToken cancellationToken)
    {
        var json = await db.ReadAsync<string>("select GetVolumeSnapshot($1, $2)::text", [DatabaseCall.Of(clusterId), DatabaseCall.Of(volumeId)], cancellationToken);
        return json[0] is { } known ? DatabaseJson.Read<KnownVolume>(known) : null;
    }

    /// <param name="db">The database.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value; null when it is not set any more.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public static Task WriteVolumeOptionAsync(this EngineDb db, Guid volumeId, string name, string? value, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select WriteVolumeOption({volumeId}, {name}, {value})", cancellationToken);
}
