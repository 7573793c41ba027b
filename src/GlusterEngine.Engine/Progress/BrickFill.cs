using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Progress;

/// <summary>What lies on a brick, as its file system last reported it.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Peer">The peer that holds it.</param>
/// <param name="Set">The set it belongs to, of bricks with the same files.</param>
/// <param name="IsArbiter">Whether it keeps only metadata.</param>
public sealed record BrickFill(BrickAddress Address, Guid Peer, (Guid Volume, int Number) Set, bool IsArbiter)
{
    /// <summary>The file system by all that is known of it; null while nothing is.</summary>
    public FileSystemFigures? FileSystem { get; init; }

    /// <summary>Whether other bricks lie in the same file system, so that its figures are not the brick's own.</summary>
    public bool IsShared { get; init; }

    /// <summary>Files on it; null when not known.</summary>
    public long? Files => IsShared ? null : FileSystem?.UsedInodes is { } inodes ? BrickInodes.FilesOf(inodes) : null;

    /// <summary>Bytes on it; null when not known.</summary>
    public long? Bytes => IsShared ? null : FileSystem?.UsedBytes;

    /// <summary>
    /// Marks bricks that share a file system: those on one device of one peer, and those of different sets whose file systems tell the very same
    /// figures (peers that are containers on one machine). Empty bricks may well be alike.
    /// </summary>
    public static IReadOnlyList<BrickFill> MarkShared(IReadOnlyList<BrickFill> bricks)
    {
        var byDevice = bricks.Where(static brick => brick.FileSystem is not null).ToLookup(static brick => (brick.Peer, brick.FileSystem!.Device));
        var byFigures = bricks.Where(static brick => brick.FileSystem is { UsedInodes: > 1000 }).ToLookup(static brick => brick.FileSystem!);
        return
        [
            .. bricks.Select(brick => brick with
            {
                IsShared = brick.FileSystem is { } figures
                    && (byDevice[(brick.Peer, figures.Device)].Count() > 1 || byFigures[figures].Any(other => other.Set != brick.Set)),
            }),
        ];
    }
}
