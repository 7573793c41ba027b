using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GlusterEngine.Wire.Search;

/// <summary>
/// Reads oVirt's search grammar (spec/rest.md 1.4):
/// <c>[field op value [and|or field op value]...] [sortby field [asc|desc]] [page number]</c>, where op is = != &lt; &lt;= &gt; or &gt;=.
/// </summary>
public static class SearchParser
{
    // The database gets an expression as deep as there are terms.
    private const int MostTerms = 50;

    private static readonly Dictionary<string, SearchOperator> Operators = new(StringComparer.Ordinal)
    {
        ["="] = SearchOperator.Equal,
        ["!="] = SearchOperator.NotEqual,
        ["<"] = SearchOperator.Less,
        ["<="] = SearchOperator.LessOrEqual,
        [">"] = SearchOperator.Greater,
        [">="] = SearchOperator.GreaterOrEqual,
    };

    /// <summary>Reads a <c>search</c> parameter.</summary>
    /// <param name="text">The parameter; null or blank asks for everything.</param>
    /// <param name="query">What it asks for; null when it is refused.</param>
    /// <param name="error">Why it is refused: a sentence for the sender; null when it is not.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SearchQuery? query, [NotNullWhen(false)] out string? error)
    {
        query = null;
        if (!SearchTokens.TrySplit(text ?? "", out var tokens, out error)) return false;

        var reader = new SearchTokenReader(tokens);
        var parsed = new SearchQuery();
        error = ReadTerms(reader, ref parsed) ?? ReadSort(reader, ref parsed) ?? ReadPage(reader, ref parsed) ?? ReadEnd(reader);
        if (error is null) query = parsed;
        return query is not null;
    }

    private static string? ReadTerms(SearchTokenReader reader, ref SearchQuery query)
    {
        if (reader.AtEnd || reader.SeesKeyword("sortby") || reader.SeesKeyword("page")) return null;

        var alternatives = new List<IReadOnlyList<SearchTerm>>();
        var count = 0;
        do
        {
            var terms = new List<SearchTerm>();
            do
            {
                if (++count > MostTerms) return $"It has more than {MostTerms} conditions, which are the most; ask for less at once.";
                if (ReadTerm(reader, terms) is { } error) return error;
            }
            while (reader.TryTakeKeyword("and"));
            alternatives.Add(terms);
        }
        while (reader.TryTakeKeyword("or"));

        query = query with { Alternatives = alternatives };
        return null;
    }

    private static string? ReadTerm(SearchTokenReader reader, List<SearchTerm> terms)
    {
        if (!reader.TryTakeWord(out var field)) return $"A field was expected {reader.Place}.";
        if (!reader.TryTakeSymbol(out var symbol) || !Operators.TryGetValue(symbol, out var comparison))
            return $"One of {string.Join(' ', Operators.Keys)} was expected after '{field}'; with = and != '*' stands for any characters.";
        if (!reader.TryTakeValue(out var value)) return $"A value was expected after '{field} {symbol}'.";
        terms.Add(new SearchTerm(field.ToLowerInvariant(), comparison, value));
        return null;
    }

    private static string? ReadSort(SearchTokenReader reader, ref SearchQuery query)
    {
        if (!reader.TryTakeKeyword("sortby")) return null;
        if (!reader.TryTakeWord(out var field)) return $"A field was expected after 'sortby'.";
        var descending = reader.TryTakeKeyword("desc");
        if (!descending) reader.TryTakeKeyword("asc");
        query = query with { SortField = field.ToLowerInvariant(), SortsDescending = descending };
        return null;
    }

    private static string? ReadPage(SearchTokenReader reader, ref SearchQuery query)
    {
        if (!reader.TryTakeKeyword("page")) return null;
        if (!reader.TryTakeWord(out var number)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            || page == 0)
        {
            return "A number from 1 was expected after 'page'.";
        }

        query = query with { Page = page };
        return null;
    }

    private static string? ReadEnd(SearchTokenReader reader) =>
        reader.AtEnd ? null : $"'and', 'or', 'sortby', 'page' or the end was expected {reader.Place}.";
}
