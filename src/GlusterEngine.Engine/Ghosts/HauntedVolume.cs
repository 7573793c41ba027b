using GlusterEngine.Engine.Locks;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>A volume as a cure of its ghosts finds it.</summary>
internal sealed record HauntedVolume
{
    public required Guid Id { get; init; }

    public required Guid ClusterId { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of the cluster, for texts.</summary>
    public required string Cluster { get; init; }

    /// <summary>Names of the hosts that show a ghost; empty when none is known.</summary>
    public required string Haunted { get; init; }

    /// <summary>The same hosts as peers of the pool.</summary>
    public required IReadOnlySet<Guid> HauntedPeers { get; init; }

    /// <summary>The other hosts that are up.</summary>
    public required IReadOnlyList<VdsHost> Others { get; init; }

    /// <summary>Who holds the volume's lease; null when it is free.</summary>
    public required LeaseHolder? Holder { get; init; }
}
