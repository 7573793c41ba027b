using System.Diagnostics.CodeAnalysis;

namespace GlusterEngine.Wire.Search;

/// <summary>Splits a search text: <c>name="my data" and status!=up</c> has the words, the quoted value and the operators apart.</summary>
internal static class SearchTokens
{
    private const string SymbolCharacters = "=!<>";

    /// <summary>Splits <paramref name="text"/>; fails when a quote is not closed.</summary>
    public static bool TrySplit(string text, out IReadOnlyList<SearchToken> tokens, [NotNullWhen(false)] out string? error)
    {
        var found = new List<SearchToken>();
        tokens = found;
        error = null;
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            if (text[position] == '"')
            {
                var close = text.IndexOf('"', position + 1);
                if (close < 0)
                {
                    error = "A quote is not closed.";
                    return false;
                }

                found.Add(new SearchToken(SearchTokenKind.Quoted, text[(position + 1)..close]));
                position = close + 1;
                continue;
            }

            var isSymbol = IsSymbol(text[position]);
            var end = position + 1;
            while (end < text.Length && Continues(text[end], isSymbol)) end++;
            found.Add(new SearchToken(isSymbol ? SearchTokenKind.Symbol : SearchTokenKind.Word, text[position..end]));
            position = end;
        }

        return true;
    }

    private static bool Continues(char next, bool isSymbol) =>
        !char.IsWhiteSpace(next) && next != '"' && IsSymbol(next) == isSymbol;

    private static bool IsSymbol(char character) => SymbolCharacters.Contains(character);
}
