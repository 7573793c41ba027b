namespace GlusterEngine.Engine.Progress;

/// <summary>Capacity of a file system as a brick reported it.</summary>
public sealed record FileSystemFigures(string Device, long TotalBytes, long FreeBytes, long TotalInodes, long FreeInodes)
{
    /// <summary>Null where the file system does not count inodes.</summary>
    public long? UsedInodes => TotalInodes > 0 ? Math.Max(0, TotalInodes - FreeInodes) : null;

    public long UsedBytes => Math.Max(0, TotalBytes - FreeBytes);

    /// <summary>Null while a part is not reported.</summary>
    public static FileSystemFigures? Of(string? device, long? totalBytes, long? freeBytes, long? totalInodes, long? freeInodes) =>
        device is { } name && totalBytes is { } bytes && freeBytes is { } free && totalInodes is { } inodes && freeInodes is { } unused
            ? new(name, bytes, free, inodes, unused)
            : null;
}
