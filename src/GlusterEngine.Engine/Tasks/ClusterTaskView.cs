namespace GlusterEngine.Engine.Tasks;

/// <summary>One look at the tasks of a cluster.</summary>
/// <param name="Host">Name of the host that answered.</param>
/// <param name="IsEvidence">
/// Whether an absence in it counts: the host has been up for a while and sees all peers connected. A node in its first seconds, or one
/// that lacks peers, may tell anything (spec/gluster.md 3, 4).
/// </param>
/// <param name="Volumes">The volumes that answered, by name.</param>
public sealed record ClusterTaskView(string Host, bool IsEvidence, IReadOnlyDictionary<string, VolumeTaskView> Volumes)
{
    /// <summary>Names of the peers that the host does not see connected; known only where something is missing.</summary>
    public IReadOnlyList<string> PeersAway { get; init; } = [];

    /// <summary>Names of the cluster's peers, for texts.</summary>
    public IReadOnlyDictionary<Guid, string> PeerNames { get; init; } = new Dictionary<Guid, string>();
}
