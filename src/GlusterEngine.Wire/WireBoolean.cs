namespace GlusterEngine.Wire;

/// <summary>Booleans in the parameters of a request, which are laxer than those in bodies (spec/rest.md 1.4).</summary>
public static class WireBoolean
{
    /// <summary>Reads the value of a parameter that is present.</summary>
    /// <param name="text">Its value; null or empty = true, as in <c>?force</c>.</param>
    /// <param name="value">What it means.</param>
    /// <returns>Whether it means anything; if not, the parameter's default applies.</returns>
    public static bool TryParseQuery(string? text, out bool value)
    {
        var word = text?.Trim().ToLowerInvariant();
        value = word is null or "" or "t" or "true" or "y" or "yes" or "1";
        return value || word is "f" or "false" or "n" or "no" or "0";
    }
}
