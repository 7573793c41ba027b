namespace GlusterEngine.Benchmarks;

/// <summary>What a row of measured values comes to.</summary>
internal static class Samples
{
    public static double Median(this IEnumerable<double> values) => values.Percentile(50);

    /// <summary>The value that <paramref name="percent"/> of the values do not exceed; between two values, in proportion.</summary>
    public static double Percentile(this IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        var place = (sorted.Length - 1) * percent / 100;
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
