namespace GlusterEngine.Model.Hosts;

/// <summary>A peer of a cluster's trusted pool as gluster lists it, whether or not it was added as a host.</summary>
public sealed class GlusterServer
{
    /// <summary>The peer's uuid (<c>gluster pool list</c>); unique over all clusters.</summary>
    public required Guid PeerUuid { get; init; }

    /// <summary>Cluster whose pool it belongs to.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>Name or address by which the pool knows it.</summary>
    public required string Hostname { get; set; }

    /// <summary>Whether the pool sees it connected.</summary>
    public PeerStatus Status { get; set; }
}
