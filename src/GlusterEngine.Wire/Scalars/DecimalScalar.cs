using System.Globalization;
using System.Text.Json;

namespace GlusterEngine.Wire.Scalars;

internal sealed class DecimalScalar : Scalar
{
    public override object Parse(string text, string member)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw WireFormatException.InvalidValue(member, $"'{Excerpt(text)}' of '{member}' is out of the range of decimal numbers.");
        }

        throw WireFormatException.Syntax(member, $"'{Excerpt(text)}' of '{member}' is not a decimal number.");
    }

    public override string ToText(object value) => ((decimal)value).ToString(CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, object value) => writer.WriteNumberValue((decimal)value);
}
