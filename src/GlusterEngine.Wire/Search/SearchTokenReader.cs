using System.Diagnostics.CodeAnalysis;

namespace GlusterEngine.Wire.Search;

/// <summary>Takes one piece of a search text after the other.</summary>
internal sealed class SearchTokenReader(IReadOnlyList<SearchToken> tokens)
{
    private int position;

    /// <summary>Whether all was taken.</summary>
    public bool AtEnd => position == tokens.Count;

    /// <summary>Where the reader stands, for messages.</summary>
    public string Place => AtEnd ? "at the end" : $"at '{tokens[position].Text}'";

    /// <summary>Whether the next piece is this keyword.</summary>
    public bool SeesKeyword(string keyword) => IsWord(keyword, tokens.ElementAtOrDefault(position));

    /// <summary>Takes this keyword.</summary>
    public bool TryTakeKeyword(string keyword)
    {
        var taken = SeesKeyword(keyword);
        if (taken) position++;
        return taken;
    }

    /// <summary>Takes any word.</summary>
    public bool TryTakeWord([NotNullWhen(true)] out string? word) => TryTake(static kind => kind == SearchTokenKind.Word, out word);

    /// <summary>Takes a word or a quoted text.</summary>
    public bool TryTakeValue([NotNullWhen(true)] out string? value) => TryTake(static kind => kind != SearchTokenKind.Symbol, out value);

    /// <summary>Takes any operator.</summary>
    public bool TryTakeSymbol([NotNullWhen(true)] out string? symbol) => TryTake(static kind => kind == SearchTokenKind.Symbol, out symbol);

    private bool TryTake(Func<SearchTokenKind, bool> fits, [NotNullWhen(true)] out string? text)
    {
        text = !AtEnd && fits(tokens[position].Kind) ? tokens[position++].Text : null;
        return text is not null;
    }

    private static bool IsWord(string keyword, SearchToken? token) =>
        token is { Kind: SearchTokenKind.Word } && token.Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
