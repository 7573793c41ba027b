using System.Globalization;
using System.Text.Json;

namespace GlusterEngine.Wire.Scalars;

/// <summary>
/// Points in time: <c>2026-11-20T10:00:00.123+01:00</c> in XML, milliseconds since 1970 in JSON. Input may use either in both.
/// </summary>
internal sealed class DateScalar : Scalar
{
    private const long Earliest = -62_135_596_800_000;
    private const long Latest = 253_402_300_799_999;

    private static readonly string[] InputFormats = ["yyyy-MM-dd'T'HH':'mm':'ssK", "yyyy-MM-dd'T'HH':'mm':'ss.FFFFFFFK"];

    public override object Parse(string text, string member)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= Earliest and <= Latest)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        if (DateTimeOffset.TryParseExact(
            trimmed, InputFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date;
        }

        throw WireFormatException.InvalidValue(
            member, $"'{Excerpt(text)}' of '{member}' is not a date such as 2026-11-20T10:00:00.123+01:00, nor milliseconds since 1970.");
    }

    // Exactly three digits of a second: the Python SDK refuses more than six, which .NET's own round-trip form has.
    public override string ToText(object value)
    {
        var date = (DateTimeOffset)value;
        var offset = date.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return date.ToString("yyyy-MM-dd'T'HH':'mm':'ss.fff" + offset, CultureInfo.InvariantCulture);
    }

    public override void WriteJson(Utf8JsonWriter writer, object value) =>
        writer.WriteNumberValue(((DateTimeOffset)value).ToUnixTimeMilliseconds());
}
