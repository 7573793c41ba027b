using System.Globalization;

namespace GlusterEngine.Wire.Search;

/// <summary>Values of a search in order: numbers and versions by size, all else after them as text. Pure.</summary>
public static class SearchValue
{
    /// <summary>Compares as <c>sortby</c>, <c>&lt;</c> and <c>&gt;</c> do; null comes first, then numbers, then texts, so that any three values have one order.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another.</param>
    /// <param name="comparison">How characters compare.</param>
    public static int Compare(string? left, string? right, StringComparison comparison) => (Number(left), Number(right)) switch
    {
        ({ } first, { } second) => first.CompareTo(second),
        ({ }, null) when right is not null => -1,
        (null, { }) when left is not null => 1,
        _ => string.Compare(left, right, comparison),
    };

    private static decimal? Number(string? value) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
