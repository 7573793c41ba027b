using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Volumes;

/// <summary>A brick as <c>volume status detail</c> gives it; a brick of a node that is away is not in the reply at all.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="PeerUuid">The peer that answered for it.</param>
/// <param name="IsOnline">Whether its process runs.</param>
/// <param name="Pid">Process id; null when down.</param>
/// <param name="Port">TCP port; null when down.</param>
/// <param name="TotalBytes">Size of the file system; null when not given.</param>
/// <param name="FreeBytes">Free bytes of the file system; null when not given.</param>
/// <param name="Device">Block device; null when not given.</param>
/// <param name="FsName">File system type; null when not given.</param>
/// <param name="MountOptions">Mount options; null when not given.</param>
public sealed record BrickState(
    BrickAddress Address,
    Guid PeerUuid,
    bool IsOnline,
    int? Pid,
    int? Port,
    long? TotalBytes,
    long? FreeBytes,
    string? Device,
    string? FsName,
    string? MountOptions)
{
    /// <summary>Block size of the file system in bytes; null when not given.</summary>
    public long? BlockBytes { get; init; }

    /// <summary>Inodes of the file system; null when not given.</summary>
    public long? TotalInodes { get; init; }

    /// <summary>Free inodes of the file system; null when not given.</summary>
    public long? FreeInodes { get; init; }
}
