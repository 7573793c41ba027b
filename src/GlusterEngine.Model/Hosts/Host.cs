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

    /// <summary>What it is, in the words of who added it; null = not said.</summary>
    public string? Description { get; init; }

    /// <summary>Free text of who added it; null = none.</summary>
    public string? Comment { get; init; }

    /// <summary>Host name or IP address under which gluster knows it.</summary>
    public required string Address { get; init; }

    /// <summary>How its gluster is reached.</summary>
    public required HostTransport Transport { get; init; }

    /// <summary>Path of glusterd's unix socket for <see cref="HostTransport.Cli"/>; null = gluster's default.</summary>
    public string? GlusterdSocket { get; init; }

    /// <summary>For <see cref="HostTransport.Ssh"/>: where to log in, a name, an address or an alias of the client's configuration; null = <see cref="Address"/>.</summary>
    public string? SshAddress { get; init; }

    /// <summary>For <see cref="HostTransport.Ssh"/>: the account; null = what the client's configuration says.</summary>
    public string? SshUser { get; init; }

    /// <summary>For <see cref="HostTransport.Ssh"/>: the port; null = what the client's configuration says.</summary>
    public int? SshPort { get; init; }

    /// <summary>For <see cref="HostTransport.Ssh"/>: whether the commands run as root by sudo.</summary>
    public bool SshUsesSudo { get; init; }

    /// <summary>Fingerprint by which the host is recognised, <c>SHA256:</c> and base64; null until the host showed its key for the first time.</summary>
    public string? SshFingerprint { get; set; }

    /// <summary>The key of that fingerprint, <c>TYPE BASE64</c>; null until the host showed it.</summary>
    public string? SshHostKey { get; set; }

    /// <summary>Another key that the host showed last, which nobody accepted; null when it shows the right one.</summary>
    public string? SshOfferedKey { get; set; }

    /// <summary>State as last observed.</summary>
    public HostStatus Status { get; set; }

    /// <summary>Why the host is not up; null when it is.</summary>
    public string? StatusDetail { get; set; }

    /// <summary>Database time at which <see cref="Status"/> last changed.</summary>
    public DateTimeOffset StatusSince { get; set; }

    /// <summary>Its peer uuid in the pool; null until it answered once.</summary>
    public Guid? PeerUuid { get; set; }

    /// <summary>Database time at which it was last asked for its hooks; null when it never was.</summary>
    public DateTimeOffset? HooksLookedAt { get; set; }

    /// <summary>Why it did not show them; null when it did, or was not asked.</summary>
    public string? HooksProblem { get; set; }
}
