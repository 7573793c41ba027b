using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>A set of bricks that stays, and what a migration makes of it. Pure.</summary>
/// <param name="Bricks">Its bricks.</param>
/// <param name="FreeBytes">Free now, in bytes of files; null when unknown.</param>
/// <param name="UsableBytes">Of that, above the thresholds; null when unknown.</param>
/// <param name="FullnessAfter">Share in use afterwards of its fullest brick, if the data spreads evenly; above 1 = too full; null when unknown.</param>
public sealed record PlannedSet(IReadOnlyList<string> Bricks, long? FreeBytes, long? UsableBytes, double? FullnessAfter)
{
    /// <summary>Files that it can take: free inodes of its brick with the fewest; null when unknown, and where a file system makes inodes as it needs them.</summary>
    public long? FreeInodes { get; init; }

    internal static PlannedSet Of(GlusterBrick[] set, int dataBricks, long? share, SpaceThresholds thresholds)
    {
        var names = set.Select(static brick => brick.Address.ToString()).ToList();
        var data = set.Where(static brick => !brick.IsArbiter).ToList();
        if (data.Count == 0 || data.Exists(static brick => brick.TotalBytes is null or 0 || brick.FreeBytes is null)) return new(names, null, null, null);
        // Each brick holds the same, so the one with the least room decides.
        var free = data.Min(static brick => brick.FreeBytes!.Value);
        var usable = data.Min(brick => Math.Max(0, brick.FreeBytes!.Value - thresholds.BytesOf(brick.TotalBytes!.Value)));
        return new(names, free * dataBricks, usable * dataBricks, share is null ? null : data.Max(brick => Fullness(brick, (double)share.Value / dataBricks)))
        {
            FreeInodes = set.All(static brick => brick is { TotalInodes: > 0, FreeInodes: not null }) ? set.Min(static brick => brick.FreeInodes) : null,
        };
    }

    private static double Fullness(GlusterBrick brick, double more) =>
        Math.Round((brick.TotalBytes!.Value - brick.FreeBytes!.Value + more) / brick.TotalBytes.Value, 4);
}
