using System.Globalization;
using System.Text.Json;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>Strict reading of VDSM's results: whatever is not as expected is a <see cref="FormatException"/>. Most numbers are text there (spec/vdsm.md 4).</summary>
internal static class VdsmElement
{
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : throw new FormatException($"The result has no '{name}'.");

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Malformed(name, "a list");

    public static IEnumerable<JsonProperty> Entries(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject() : throw Malformed(name, "a map");

    /// <summary>A text; it may not be empty.</summary>
    public static string Text(this JsonElement element, string name) => element.TextOrNull(name) ?? throw Malformed(name, "a text");

    /// <summary>A text, also of a number; null when it is not there, empty or <c>N/A</c>.</summary>
    public static string? TextOrNull(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var child)) return null;
        var text = child.ValueKind switch
        {
            JsonValueKind.String => child.PlainText(name).Trim(),
            JsonValueKind.Number => child.GetRawText(),
            JsonValueKind.Null => "",
            _ => throw Malformed(name, "a text"),
        };
        return text is "" or "N/A" ? null : text;
    }

    public static int Number(this JsonElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(name, "a number");

    public static long Count(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Malformed(name, "a count");

    public static double Seconds(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? seconds
            : throw Malformed(name, "seconds");

    /// <summary>Bytes, written as MiB with three decimals; null when they are not there.</summary>
    public static long? BytesOfMebibytes(this JsonElement element, string name)
    {
        const decimal largest = long.MaxValue >> 21;
        if (element.TextOrNull(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mebibytes) && mebibytes <= largest
            ? (long)(mebibytes * (1 << 20))
            : throw Malformed(name, "a size");
    }

    public static bool Flag(this JsonElement element, string name) => element.Child(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Malformed(name, "true or false"),
    };

    public static Guid Uuid(this JsonElement element, string name) =>
        Guid.TryParseExact(element.Text(name), "D", out var uuid) ? uuid : throw Malformed(name, "a uuid");

    public static BrickAddress Brick(this JsonElement element, string name) => BrickAddress.Parse(element.Text(name)) ?? throw Malformed(name, "a brick");

    /// <summary>The text of an element itself.</summary>
    /// <param name="element">A string.</param>
    /// <param name="name">What it is called in an error.</param>
    public static string PlainText(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Malformed(name, "a text");
        }
        catch (InvalidOperationException)
        {
            throw Malformed(name, "a text in UTF-8");
        }
    }

    private static FormatException Malformed(string name, string expected) => new($"'{name}' in the result is not {expected}.");
}
