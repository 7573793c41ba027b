using System.Collections.Concurrent;
using System.Text;

namespace GlusterEngine.Model;

/// <summary>
/// Text form of the enums as oVirt writes them: <c>REBALANCING_VOLUME</c> in the database and in texts,
/// <c>rebalancing_volume</c> on the wire (spec/rest.md 3.1, spec/engine.md 3.1).
/// </summary>
public static class EnumText
{
    private static readonly ConcurrentDictionary<Enum, (string Upper, string Lower)> Texts = new();

    /// <summary>The member's name in upper case with underscores between words.</summary>
    public static string ToUpperText(this Enum value) => TextsOf(value).Upper;

    /// <summary>The member's name in lower case with underscores between words.</summary>
    public static string ToLowerText(this Enum value) => TextsOf(value).Lower;

    /// <summary>The member that <paramref name="text"/> names, whatever its case; null when there is none.</summary>
    public static T? Parse<T>(string? text)
        where T : struct, Enum =>
        text is not null && Members<T>.ByText.TryGetValue(text, out var value) ? value : null;

    private static (string Upper, string Lower) TextsOf(Enum value) => Texts.GetOrAdd(value, static v =>
    {
        var text = Snake(v.ToString());
        return (text.ToUpperInvariant(), text.ToLowerInvariant());
    });

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

    private static class Members<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByText = Enum.GetValues<T>().ToDictionary(static value => value.ToUpperText(), StringComparer.OrdinalIgnoreCase);
    }
}
