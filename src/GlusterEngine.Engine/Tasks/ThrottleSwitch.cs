using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Says a volume's throttle to gluster. What gluster took is known to the inventory at once, so that it is no news there later.</summary>
public sealed class ThrottleSwitch(IDbContextFactory<EngineDb> databases, ILogger<ThrottleSwitch> logger)
{
    /// <summary>Sets the throttle, or takes the option back where <paramref name="value"/> is empty.</summary>
    public static VdsVerb<bool> VerbOf(string volume, string value) => value.Length == 0 ? new VolumeResetVerb(volume, Throttles.Option) : new VolumeSetVerb(volume, Throttles.Option, value);

    /// <summary>Sets the throttle of a task that holds the lease, or takes the option back where <paramref name="value"/> is empty.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="value">The throttle.</param>
    /// <param name="say">Says it to a host, behind the volume's generation.</param>
    /// <param name="generation">That of the lease: an engine that stood still after gluster's answer comes too late to tell what is set.</param>
    public async Task<VdsReply<bool>> SetAsync((Guid Id, string Name) volume, string value, Func<VdsVerb<bool>, Task<VdsReply<bool>>> say, long generation)
    {
        var reply = await say(VerbOf(volume.Name, value));
        if (reply is VdsReply<bool>.Answered) await TryNoteAsync(volume, value, generation);
        return reply;
    }

    /// <summary>Gluster's answer counts, whatever becomes of the note: the inventory finds the option by itself, and tells of it.</summary>
    private async Task TryNoteAsync((Guid Id, string Name) volume, string value, long generation)
    {
        try
        {
            await NoteAsync(volume.Id, value, generation);
        }
        catch (Exception exception)
        {
            Log.ThrottleNotNoted(logger, exception, volume.Name);
        }
    }

    private async Task NoteAsync(Guid volumeId, string value, long generation)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (!await db.IsGenerationAsync(volumeId, generation, CancellationToken.None)) return;
        await db.WriteVolumeOptionAsync(volumeId, Throttles.Option, value.Length == 0 ? null : value, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
