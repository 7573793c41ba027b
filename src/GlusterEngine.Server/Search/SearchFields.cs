using System.Globalization;
using System.Linq.Expressions;
using GlusterEngine.Model;
using GlusterEngine.Wire.Search;

namespace GlusterEngine.Server.Search;

/// <summary>Searches of long lists, by the database (spec/rest.md 1.4).</summary>
internal static class SearchFields
{
    public static SearchField<T> Text<T>(string name, Expression<Func<T, string?>> text) => new TextField<T>(name, text);

    public static SearchField<T> Number<T>(string name, Expression<Func<T, long>> number) => new ValueField<T, long>(
        name, number, static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null, "it is a whole number");

    public static SearchField<T> Time<T>(string name, Expression<Func<T, DateTimeOffset>> time) => new ValueField<T, DateTimeOffset>(
        name,
        time,
        static text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value) ? value : null,
        "it is a date such as 2026-11-20, or a date and time such as 2026-11-20T10:00:00Z");

    public static SearchField<T> Word<T, TEnum>(string name, Expression<Func<T, TEnum>> word)
        where TEnum : struct, Enum =>
        new ValueField<T, TEnum>(
            name, word, static text => EnumText.Parse<TEnum>(text), $"it is one of {string.Join(", ", Enum.GetValues<TEnum>().Select(static value => value.ToLowerText()))}")
        {
            IsWord = true,
        };

    /// <summary>The rows that are asked for.</summary>
    public static IQueryable<T> Where<T>(this IQueryable<T> rows, SearchQuery query, IReadOnlyList<SearchField<T>> fields)
    {
        if (query.Alternatives.Count == 0) return rows;
        var row = Expression.Parameter(typeof(T), "row");
        var any = query.Alternatives
            .Select(terms => terms.Select(term => Condition(term, fields, query.IsCaseSensitive, row)).Aggregate(Expression.AndAlso))
            .Aggregate(Expression.OrElse);
        return rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
    }

    /// <summary>The rows in the order that is asked for; null when none is.</summary>
    public static IOrderedQueryable<T>? OrderBy<T>(this IQueryable<T> rows, SearchQuery query, IReadOnlyList<SearchField<T>> fields) =>
        query.SortField is { } name ? Field(fields, name).Order(rows, query.SortsDescending) : null;

    private static Expression Condition<T>(SearchTerm term, IReadOnlyList<SearchField<T>> fields, bool isCaseSensitive, ParameterExpression row)
    {
        var condition = Field(fields, term.Field).Condition(term, isCaseSensitive);
        return ParameterReplacement.In(condition.Body, condition.Parameters[0], row);
    }

    private static SearchField<T> Field<T>(IReadOnlyList<SearchField<T>> fields, string name) => fields.Single(field => field.Name == name);
}
