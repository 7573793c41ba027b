using System.Globalization;

namespace GlusterEngine.Wire.Search;

/// <summary>Values of a search in order: numbers and versions by size, all else as text. Pure.</summary>
public static class SearchValue
{
    /// <summary>Compares as <c>sortby</c>, <c>&lt;</c> and <c>&gt;</c> do; null comes first.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another.</param>
    /// <param name="comparison">How characters compare.</param>
    public static int Compare(string? left, string? right, StringComparison comparison) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
        && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second)
            : string.Compare(left, right, comparison);
}
