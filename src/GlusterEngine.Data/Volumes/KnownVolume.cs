using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Data.Volumes;

/// <summary>What the database knows of a volume and what it depends on, read at once; see <c>GetVolumeSnapshot</c> in <c>db/functions</c>.</summary>
/// <param name="Now">The database's time: of the transaction, its start.</param>
/// <param name="ClusterName">Its cluster.</param>
/// <param name="Volume">With its bricks and options.</param>
/// <param name="Hosts">All hosts of the cluster, by name.</param>
/// <param name="SharedFileSystems">File systems that hold more than one brick of the cluster, whatever their volumes.</param>
/// <param name="Ghosts">Its tasks that only some hosts still show.</param>
/// <param name="LastEnded">How its last task ended; null when it had none.</param>
public sealed record KnownVolume(
    DateTimeOffset Now, string ClusterName, GlusterVolume Volume, IReadOnlyList<Host> Hosts, IReadOnlyList<KnownVolume.FileSystem> SharedFileSystems,
    IReadOnlyList<KnownVolume.Ghost> Ghosts, KnownVolume.EndedTask? LastEnded)
{
    /// <param name="PeerUuid">The peer.</param>
    /// <param name="Device">Its device.</param>
    public sealed record FileSystem(Guid PeerUuid, string Device);

    /// <param name="Host">Name of a host that shows it.</param>
    /// <param name="TaskId">Gluster's id of the task.</param>
    public sealed record Ghost(string Host, Guid TaskId);

    /// <param name="Status">How it ended.</param>
    /// <param name="EndTime">Database time.</param>
    public sealed record EndedTask(JobExecutionStatus Status, DateTimeOffset EndTime);
}
