using System.Globalization;

namespace GlusterEngine.Wire.Scalars;

internal sealed class IntegerScalar(long smallest, long greatest, Func<long, object> toMember) : Scalar
{
    public override object Parse(string text, string member)
    {
        var digits = text.Trim();

        // An empty element is 0 to oVirt, whose clients rely on it.
        if (digits.Length == 0) return toMember(0);
        if (!IsInteger(digits)) throw WireFormatException.Syntax(member, $"'{Excerpt(text)}' of '{member}' is not an integer.");
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= smallest && number <= greatest)
        {
            return toMember(number);
        }

        throw WireFormatException.InvalidValue(
            member, $"'{Excerpt(text)}' of '{member}' is out of range; the range is {smallest} to {greatest}.");
    }

    public override string ToText(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
