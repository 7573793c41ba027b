using System.Collections.Concurrent;
using System.Text;

namespace GlusterEngine.Model;

/// <summary>
/// Text form of the enums as oVirt writes them: <c>REBALANCING_VOLUME</c> in the database and in texts,
/// <c>rebalancing_volume</c> on the wire (spec/rest.md 3.1, spec/engine.md 3.1).
/// </summary>
public static class EnumText
{
    private static readonly ConcurrentDictionary<Enum, string> UpperTexts = new();

    /// <summary>The member's name in upper case with underscores between words.</summary>
    public static string ToUpperText(this Enum value) => UpperTexts.GetOrAdd(value, static v => Snake(v.ToString()).ToUpperInvariant());

    /// <summary>The member's name in lower case with underscores between words.</summary>
    public static string ToLowerText(this Enum value) => value.ToUpperText().ToLowerInvariant();

    /// <summary>The member that <paramref name="text"/> names, whatever its case; null when there is none.</summary>
    public static T? Parse<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToUpperText(), text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i])) text.Append('_');
            text.Append(name[i]);
        }

        return text.ToString();
    }
}
