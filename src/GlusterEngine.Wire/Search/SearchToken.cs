namespace GlusterEngine.Wire.Search;

/// <summary>A piece of a search text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes.</param>
internal sealed record SearchToken(SearchTokenKind Kind, string Text);
