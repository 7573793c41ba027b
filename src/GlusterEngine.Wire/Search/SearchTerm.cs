namespace GlusterEngine.Wire.Search;

/// <summary>One condition of a search.</summary>
/// <param name="Field">The field, lower case.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Value">The value; with = and !=, <c>*</c> stands for any characters, even none.</param>
public sealed record SearchTerm(string Field, SearchOperator Operator, string Value)
{
    /// <summary>Whether <paramref name="candidate"/> is what the condition asks for.</summary>
    /// <param name="candidate">The field's value; null = the object has none, which only <c>= *</c> and != with another value match.</param>
    /// <param name="comparison">How characters compare; oVirt ignores case unless told otherwise.</param>
    public bool Matches(string? candidate, StringComparison comparison = StringComparison.OrdinalIgnoreCase) => Operator switch
    {
        SearchOperator.Equal => Fits(candidate, comparison),
        SearchOperator.NotEqual => !Fits(candidate, comparison),
        _ => candidate is not null && Agrees(SearchValue.Compare(candidate, Value, comparison)),
    };

    /// <summary>Whether an object that compares with the value like this (below 0: it is less) is what the condition asks for.</summary>
    public bool Agrees(int order) => Operator switch
    {
        SearchOperator.Equal => order == 0,
        SearchOperator.NotEqual => order != 0,
        SearchOperator.Less => order < 0,
        SearchOperator.LessOrEqual => order <= 0,
        SearchOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private bool Fits(string? candidate, StringComparison comparison)
    {
        var parts = Value.Split('*');
        var text = candidate ?? "";
        if (parts.Length == 1) return candidate is not null && text.Equals(Value, comparison);

        var (first, last) = (parts[0], parts[^1]);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, comparison) || !text.EndsWith(last, comparison))
        {
            return false;
        }

        // The leftmost place for each part leaves most room for the next, so that going back is never needed.
        var middle = text.AsSpan(first.Length, text.Length - first.Length - last.Length);
        foreach (var part in parts.AsSpan(1, parts.Length - 2))
        {
            var position = middle.IndexOf(part, comparison);
            if (position < 0) return false;
            middle = middle[(position + part.Length)..];
        }

        return true;
    }
}
