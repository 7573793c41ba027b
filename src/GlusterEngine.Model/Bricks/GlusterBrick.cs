namespace GlusterEngine.Model.Bricks;

/// <summary>A brick of a volume: a directory on a peer.</summary>
public sealed class GlusterBrick
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Volume it belongs to.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Peer name or address in gluster's brick name.</summary>
    public required string ServerName { get; init; }

    /// <summary>Absolute directory.</summary>
    public required string BrickDir { get; init; }

    /// <summary>The peer that holds it.</summary>
    public required Guid PeerUuid { get; set; }

    /// <summary>Position in the volume, from 0; replica sets are runs of neighbours.</summary>
    public int BrickOrder { get; set; }

    /// <summary>Whether it keeps only metadata.</summary>
    public bool IsArbiter { get; set; }

    /// <summary>State as last reported.</summary>
    public GlusterBrickStatus Status { get; set; }

    /// <summary>Size of its file system in bytes; null until reported.</summary>
    public long? TotalBytes { get; set; }

    /// <summary>Free bytes of its file system; null until reported.</summary>
    public long? FreeBytes { get; set; }

    /// <summary>Block size of its file system in bytes; null until reported.</summary>
    public long? BlockBytes { get; set; }

    /// <summary>Inodes of its file system; null until reported.</summary>
    public long? TotalInodes { get; set; }

    /// <summary>Free inodes of its file system; null until reported.</summary>
    public long? FreeInodes { get; set; }

    /// <summary>Process id on its node; null when down or not reported.</summary>
    public int? Pid { get; set; }

    /// <summary>TCP port; null when down or not reported.</summary>
    public int? Port { get; set; }

    /// <summary>Block device; null until reported.</summary>
    public string? Device { get; set; }

    /// <summary>File system type; null until reported.</summary>
    public string? FsName { get; set; }

    /// <summary>Mount options; null until reported.</summary>
    public string? MountOptions { get; set; }

    /// <summary>Entries that wait for a heal onto or from it, when they were last counted; null where gluster counts none, or was not asked.</summary>
    public long? PendingHeals { get; set; }

    /// <summary>Database time of that count; null without.</summary>
    public DateTimeOffset? HealsCountedAt { get; set; }

    /// <summary>Where it lies.</summary>
    public BrickAddress Address => new(ServerName, BrickDir);
}
