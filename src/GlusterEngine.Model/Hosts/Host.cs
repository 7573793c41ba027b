namespace GlusterEngine.Model.Hosts;

/// <summary>A machine through which the engine reaches a cluster's gluster.</summary>
public sealed class Host
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Cluster the host belongs to.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>Unique name, see <see cref="ObjectName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or IP address under which gluster knows it.</summary>
    public required string Address { get; init; }

    /// <summary>How its gluster is reached.</summary>
    public required HostTransport Transport { get; init; }

    /// <summary>Path of glusterd's unix socket for <see cref="HostTransport.Cli"/>; null = gluster's default.</summary>
    public string? GlusterdSocket { get; init; }

    /// <summary>State as last observed.</summary>
    public HostStatus Status { get; set; }

    /// <summary>Why the host is not up; null when it is.</summary>
    public string? StatusDetail { get; set; }

    /// <summary>Database time at which <see cref="Status"/> last changed.</summary>
    public DateTimeOffset StatusSince { get; set; }

    /// <summary>Its peer uuid in the pool; null until it answered once.</summary>
    public Guid? PeerUuid { get; set; }
}
