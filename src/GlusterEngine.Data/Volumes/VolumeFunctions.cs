using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Volumes;

/// <summary>Calls of the SQL functions about volumes; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class VolumeFunctions
{
    /// <param name="db">The database.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value; null when it is not set any more.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public static Task WriteVolumeOptionAsync(this EngineDb db, Guid volumeId, string name, string? value, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select WriteVolumeOption({volumeId}, {name}, {value})", cancellationToken);
}
