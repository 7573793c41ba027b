using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>A set of bricks that stays, and what a migration makes of it. Pure.</summary>
/// <param name="Bricks">Its bricks.</param>
/// <param name="FreeBytes">Free now, in bytes of files; null when unknown.</param>
/// <param name="UsableBytes">Of that, above the thresholds; null when unknown.</param>
/// <param name="FullnessAfter">Share in use afterwards, 0 to 1, if the data spreads evenly; null when unknown.</param>
public sealed record PlannedSet(IReadOnlyList<string> Bricks, long? FreeBytes, long? UsableBytes, double? FullnessAfter)
{
    internal static PlannedSet Of(GlusterBrick[] set, int dataBricks, long? share, SpaceThresholds thresholds)
    {
        var names = set.Select(static brick => brick.Address.ToString()).ToList();
        var data = set.Where(static brick => !brick.IsArbiter).ToList();
        if (data.Count == 0 || data.Exists(static brick => brick.TotalBytes is null or 0 || brick.FreeBytes is null)) return new(names, null, null, null);
        // The smallest brick decides, for each holds the same.
        var free = data.Min(static brick => brick.FreeBytes!.Value);
        var total = data.Min(static brick => brick.TotalBytes!.Value);
        var usable = Math.Max(0, free - thresholds.BytesOf(total));
        return new(names, free * dataBricks, usable * dataBricks, share is null ? null : Math.Round((total - free + ((double)share.Value / dataBricks)) / total, 4));
    }
}
