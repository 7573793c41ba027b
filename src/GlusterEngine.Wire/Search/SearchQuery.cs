namespace GlusterEngine.Wire.Search;

/// <summary>
/// What a <c>search</c> parameter asks for (spec/rest.md 1.4). Field names are lower case; whether they exist is
/// for the listing to say.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Conditions that all must hold; none = everything matches.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>Field to sort by; null = the listing's own order.</summary>
    public string? SortField { get; init; }

    /// <summary>Whether the greatest comes first.</summary>
    public bool SortsDescending { get; init; }

    /// <summary>Page, from 1; null when none is asked for.</summary>
    public int? Page { get; init; }
}
