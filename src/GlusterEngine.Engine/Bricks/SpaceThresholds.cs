using System.Globalization;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>
/// What gluster keeps free on a brick: <c>cluster.min-free-disk</c> (default 10 %), below which new files go elsewhere, and <c>storage.reserve</c>
/// (default 1 %), below which writes fail. Each is a percentage or a size. Pure.
/// </summary>
internal sealed record SpaceThresholds(string MinFreeDisk, string Reserve)
{
    private static readonly (string Suffix, long Factor)[] Units =
        [("PB", 1L << 50), ("TB", 1L << 40), ("GB", 1L << 30), ("MB", 1L << 20), ("KB", 1L << 10), ("B", 1)];

    public static SpaceThresholds Of(GlusterVolume volume) => new(Option(volume, "cluster.min-free-disk") ?? "10%", Option(volume, "storage.reserve") ?? "1");

    /// <summary>The larger of the two, for a brick of the given size.</summary>
    public long BytesOf(long total) => Math.Max(Bytes(MinFreeDisk, total), Bytes(Reserve, total));

    private static string? Option(GlusterVolume volume, string name) => volume.Options.Find(option => option.Name == name)?.Value;

    private static long Bytes(string text, long total)
    {
        foreach (var (suffix, factor) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && Number(text[..^suffix.Length]) is { } size) return (long)(size * factor);
        }

        // A bare number is a percentage up to 100, as gluster reads it, else bytes.
        return Number(text.TrimEnd('%')) is not { } number ? 0 : number <= 100 ? (long)(total * number / 100) : (long)number;
    }

    private static double? Number(string text) => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
