namespace GlusterEngine.Wire.Search;

/// <summary>
/// What a <c>search</c> parameter asks for (spec/rest.md 1.4). Field names are lower case; whether they exist is
/// for the listing to say.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Groups of conditions, of which one must hold as a whole; none = everything matches. In the text <c>and</c> binds closer than <c>or</c>.</summary>
    public IReadOnlyList<IReadOnlyList<SearchTerm>> Alternatives { get; init; } = [];

    /// <summary>All conditions, whatever group they are in.</summary>
    public IEnumerable<SearchTerm> Terms => Alternatives.SelectMany(static terms => terms);

    /// <summary>Field to sort by; null = the listing's own order.</summary>
    public string? SortField { get; init; }

    /// <summary>Whether the greatest comes first.</summary>
    public bool SortsDescending { get; init; }

    /// <summary>Page, from 1; null when none is asked for.</summary>
    public int? Page { get; init; }

    /// <summary>Whether upper and lower case are different.</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>How characters compare.</summary>
    public StringComparison Comparison => IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether an object is among what is asked for.</summary>
    /// <param name="field">Gives the object's value of a field; null when it has none.</param>
    public bool Matches(Func<string, string?> field) =>
        Alternatives.Count == 0 || Alternatives.Any(terms => terms.All(term => term.Matches(field(term.Field), Comparison)));
}
