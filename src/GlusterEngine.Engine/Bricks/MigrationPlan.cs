using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>
/// What a migration will do, from the capacity that the bricks last reported. Pure. Sizes are those of the bricks' file systems, so they say
/// nothing where a brick shares its file system with another one of any volume, or has not reported yet: then it is unknown whether the data fits.
/// </summary>
public sealed record MigrationPlan
{
    /// <summary>Bricks that leave.</summary>
    public required IReadOnlyList<string> Bricks { get; init; }

    /// <summary>Bytes to move, copies counted once; null when unknown.</summary>
    public long? BytesToMove { get; init; }

    /// <summary>Files to move, at most: inodes in use; null when unknown.</summary>
    public long? FilesToMove { get; init; }

    /// <summary>The sets that stay, and how full they become.</summary>
    public required IReadOnlyList<PlannedSet> Remaining { get; init; }

    /// <summary>Whether the data fits without going below the thresholds; null when unknown.</summary>
    public bool? Fits { get; init; }

    /// <summary>The plan in a sentence.</summary>
    public required string Summary { get; init; }

    /// <param name="volume">The volume with its bricks.</param>
    /// <param name="leaving">Bricks that leave: whole sets.</param>
    /// <param name="sharedFileSystems">File systems that hold more than one brick of the cluster.</param>
    public static MigrationPlan Of(GlusterVolume volume, IReadOnlyList<GlusterBrick> leaving, IReadOnlySet<(Guid Peer, string Device)> sharedFileSystems)
    {
        var sets = volume.BrickSets().ToList();
        var gone = sets.Where(set => set.All(leaving.Contains)).ToList();
        var stays = sets.Where(set => !set.Any(leaving.Contains)).ToList();
        var thresholds = SpaceThresholds.Of(volume);
        // Bricks on one file system count each other's files as their own, and each other's room.
        var shared = volume.Bricks.Exists(brick => brick.Device is null || sharedFileSystems.Contains((brick.PeerUuid, brick.Device)));
        long? bytes = shared ? null : Sum(gone, static brick => brick.TotalBytes - brick.FreeBytes, DataBricks(volume));
        long? files = shared ? null : Sum(gone, static brick => HasInodes(brick) ? brick.TotalInodes - brick.FreeInodes : null, 1);
        var share = stays.Count == 0 ? null : bytes / stays.Count;
        var remaining = stays.Select(set => PlannedSet.Of(set, DataBricks(volume), share, thresholds)).ToList();
        bool? fits = bytes is null || remaining.Exists(static set => set.UsableBytes is null)
            ? null
            : remaining.Sum(static set => set.UsableBytes!.Value) >= bytes && InodesFit(remaining, files);
        return new()
        {
            Bricks = [.. leaving.Select(static brick => brick.Address.ToString())],
            BytesToMove = bytes,
            FilesToMove = files,
            Remaining = remaining,
            Fits = fits,
            Summary = Describe(bytes, files, remaining, fits, shared),
        };
    }

    private static int DataBricks(GlusterVolume volume) => volume.DisperseCount > 0 ? volume.DisperseCount - volume.RedundancyCount : 1;

    private static long? Sum(IReadOnlyList<GlusterBrick[]> sets, Func<GlusterBrick, long?> used, int dataBricks)
    {
        var perSet = sets.Select(set => set.Where(static brick => !brick.IsArbiter).Select(used).DefaultIfEmpty(null)).ToList();
        return perSet.Exists(static set => set.Any(static value => value is null)) ? null : perSet.Sum(set => set.Max()!.Value * dataBricks);
    }

    /// <summary>Some file systems (btrfs) make inodes as they need them and report 0 of 0.</summary>
    private static bool HasInodes(GlusterBrick brick) => brick is { TotalInodes: > 0, FreeInodes: not null };

    private static bool InodesFit(IReadOnlyList<PlannedSet> remaining, long? files) =>
        files is null || remaining.Any(static set => set.FreeInodes is null) || remaining.Sum(static set => set.FreeInodes!.Value) >= files;

    private static string Describe(long? bytes, long? files, IReadOnlyList<PlannedSet> remaining, bool? fits, bool shared)
    {
        if (fits is null)
            return shared ? "How much is to move is not known: bricks share a file system, or have not reported it." : "How much is to move is not known: not all bricks have reported their capacity.";
        var room = remaining.Sum(static set => set.UsableBytes!.Value);
        var what = files is null ? $"{bytes} bytes" : $"{bytes} bytes in at most {files} files";
        return fits.Value
            ? $"{what} are to move; the remaining sets can take {room} bytes."
            : InodesFit(remaining, files)
                ? $"It does not fit: {what} are to move, and the remaining sets can take {room} bytes above their thresholds."
                : $"It does not fit: {what} are to move, and the remaining sets can take {room} bytes above their thresholds in {remaining.Sum(static set => set.FreeInodes!.Value)} files (inodes).";
    }
}
