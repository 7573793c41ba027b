namespace GlusterEngine.Wire.Scalars;

internal sealed class BooleanScalar : Scalar
{
    public override object Parse(string text, string member) =>
        text.Trim().ToLowerInvariant() switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw WireFormatException.InvalidValue(
                member, $"'{Excerpt(text)}' is no legal value of '{member}'; the legal values are: true, false, 1, 0."),
        };

    public override string ToText(object value) => (bool)value ? "true" : "false";
}
