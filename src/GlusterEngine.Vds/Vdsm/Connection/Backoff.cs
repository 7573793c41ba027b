namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>How long to leave a host alone that could not be reached. Pure.</summary>
internal static class Backoff
{
    private const int MostDoublings = 16;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>The pause before the next try.</summary>
    /// <param name="failures">Tries that failed one after the other; none means no pause.</param>
    /// <param name="longest">The longest pause.</param>
    /// <param name="draw">Random, 0 to 1: up to half of the pause is taken off, so that engines do not come back all at once.</param>
    public static TimeSpan After(int failures, TimeSpan longest, double draw)
    {
        if (failures <= 0) return TimeSpan.Zero;
        var pause = First * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return (pause < longest ? pause : longest) * (1 - (draw / 2));
    }
}
