using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Reads what the bricks of a volume have counted since it is profiled. Each reading begins a new interval, as in gluster.</summary>
public sealed class VolumeProfiles(IDbContextFactory<EngineDb> databases, IVdsClient vds, VolumeGate gate, TimeProvider time)
{
    private const string Cannot = "Cannot get profile statistics of Gluster Volume.";

    /// <summary>The profile, or why there is none. It names the volume's own refusals as a command would.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="ofNfs">Whether the NFS servers are asked instead of the bricks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandResult<ProfileDescription>> ReadAsync(Guid clusterId, Guid volumeId, bool ofNfs, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Options).SingleOrDefaultAsync(v => v.Id == volumeId && v.ClusterId == clusterId, cancellationToken);
        if (volume is null) return Refused(Refusals.NotFound("volume", volumeId));
        if (!IsOn(volume)) return Refused(new("ACTION_TYPE_FAILED_PROFILE_NOT_STARTED", $"{Cannot} {NotProfiled(volume.Name)} POST startprofile starts it.", RefusalKind.Conflict));
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var hosts = await db.UpHostsOfAsync(clusterId, cancellationToken);
        await db.Database.CloseConnectionAsync();
        return VolumeRefusals.NoHost(hosts, cluster, Cannot).FirstOrDefault() is { } nobody ? Refused(nobody) : await AskAsync(volume, hosts, ofNfs, cancellationToken);
    }

    /// <summary>Whether a volume is profiled.</summary>
    internal static bool IsOn(GlusterVolume volume) => Options("on").All(wanted => volume.Options.Exists(option => option.Name == wanted.Key && option.Value == wanted.Value));

    /// <summary>The options by which gluster profiles, with a value.</summary>
    internal static IReadOnlyDictionary<string, string?> Options(string? value) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["diagnostics.latency-measurement"] = value,
        ["diagnostics.count-fop-hits"] = value,
    };

    internal static string NotProfiled(string volume) => $"Volume {volume} is not profiled.";

    private async Task<CommandResult<ProfileDescription>> AskAsync(GlusterVolume volume, IReadOnlyList<VdsHost> hosts, bool ofNfs, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(volume.Id, cancellationToken);
        var nothing = new ProfileDescription([]);
        CommandResult<ProfileDescription> result = new CommandResult<ProfileDescription>.Unreachable("No host of the cluster is up.", nothing);
        foreach (var host in hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(() => vds.CallAsync(host, new ProfileReadVerb(volume.Name, ofNfs), cancellationToken), time, cancellationToken);
            switch (reply)
            {
                case VdsReply<ProfileDescription>.Answered answered:
                    return new CommandResult<ProfileDescription>.Done(answered.Value);
                case VdsReply<ProfileDescription>.Refused refused:
                    return new CommandResult<ProfileDescription>.GlusterRefused(refused.Error, nothing);
                default:
                    result = new CommandResult<ProfileDescription>.Unreachable(reply.Summary, nothing);
                    break;
            }
        }

        return result;
    }

    private static CommandResult<ProfileDescription>.Refused Refused(Refusal refusal) => new([refusal]);
}
