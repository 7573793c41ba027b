using System.Globalization;
using System.Xml.Linq;

namespace GlusterEngine.Vds;

/// <summary>Strict reading of gluster's <c>--xml</c> documents: whatever is not as expected is a <see cref="FormatException"/>.</summary>
internal static class CliElement
{
    public static XElement Child(this XElement element, string name) =>
        element.Element(name) ?? throw new FormatException($"<{element.Name}> has no <{name}>.");

    /// <summary>The text of a child; it may not be empty.</summary>
    public static string Text(this XElement element, string name) =>
        element.TextOrNull(name) ?? throw new FormatException($"<{name}> in <{element.Name}> is missing or empty.");

    /// <summary>The text of a child; null when there is none, or gluster writes <c>N/A</c>.</summary>
    public static string? TextOrNull(this XElement element, string name) =>
        element.Element(name)?.Value.Trim() is { Length: > 0 } text && text != "N/A" ? text : null;

    public static int Number(this XElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw element.Malformed(name, "a number");

    public static long Count(this XElement element, string name) =>
        element.CountOrNull(name) ?? throw new FormatException($"<{name}> in <{element.Name}> is missing or empty.");

    public static long? CountOrNull(this XElement element, string name)
    {
        if (element.TextOrNull(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw element.Malformed(name, "a count");
    }

    /// <summary>Seconds, written <c>797.00</c>.</summary>
    public static double Seconds(this XElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? seconds
            : throw element.Malformed(name, "seconds");

    public static Guid Uuid(this XElement element, string name) =>
        Guid.TryParseExact(element.Text(name), "D", out var uuid) ? uuid : throw element.Malformed(name, "a uuid");

    /// <summary>Refuses a reply that says two things of one object.</summary>
    public static IReadOnlyList<T> Distinct<T, TKey>(this IEnumerable<T> rows, Func<T, TKey> key, string what)
    {
        var list = rows.ToList();
        return list.Select(key).Distinct().Count() == list.Count ? list : throw new FormatException($"The reply names one {what} twice.");
    }

    private static FormatException Malformed(this XElement element, string name, string expected) =>
        new($"<{name}> in <{element.Name}> is not {expected}: {element.Element(name)?.Value}");
}
