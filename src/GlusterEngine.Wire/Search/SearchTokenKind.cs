namespace GlusterEngine.Wire.Search;

/// <summary>What a piece of a search text is.</summary>
internal enum SearchTokenKind
{
    /// <summary>A field, a keyword or a bare value.</summary>
    Word,

    /// <summary>A value in quotes, which is never a keyword.</summary>
    Quoted,

    /// <summary>An operator.</summary>
    Symbol,
}
