using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What is known when a host is to be added.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">Name of its cluster.</param>
/// <param name="Own">The pool as the host itself lists it; null when it did not answer.</param>
/// <param name="Pool">The pool as a host of the cluster lists it; null when none answered, or the cluster has none that is up.</param>
internal sealed record JoinScene(string Name, string Cluster, IReadOnlyList<PeerDescription>? Own, IReadOnlyList<PeerDescription>? Pool)
{
    /// <summary>Why <see cref="Own"/> or <see cref="Pool"/> is missing; null where there was nobody to ask.</summary>
    public string? Problem { get; init; }

    /// <summary>Peers that belong to other clusters of this engine, with the cluster's name.</summary>
    public IReadOnlyDictionary<Guid, string> ForeignPeers { get; init; } = new Dictionary<Guid, string>();
}
