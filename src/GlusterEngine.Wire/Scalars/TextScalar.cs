namespace GlusterEngine.Wire.Scalars;

internal sealed class TextScalar(IReadOnlyList<string>? values) : Scalar
{
    /// <summary>The only legal words; null when any text is legal.</summary>
    public IReadOnlyList<string>? Words => values;

    public override object Parse(string text, string member)
    {
        if (text.Contains('\0')) throw WireFormatException.InvalidValue(member, $"'{member}' holds the character U+0000, which no text can.");
        if (values is null) return text;
        var value = text.Trim().ToLowerInvariant();
        if (values.Contains(value)) return value;
        throw WireFormatException.InvalidValue(
            member, $"'{Excerpt(text)}' is no legal value of '{member}'; the legal values are: {string.Join(", ", values)}.");
    }

    public override string ToText(object value) => (string)value;
}
