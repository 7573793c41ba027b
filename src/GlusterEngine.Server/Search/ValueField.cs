using System.Linq.Expressions;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Search;

namespace GlusterEngine.Server.Search;

/// <summary>A field whose values have a type: numbers, dates, enums.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="value">The value of a row.</param>
/// <param name="parse">Reads a value; null when the text is none.</param>
/// <param name="expected">What a value is, for the refusal of one that is none.</param>
internal sealed class ValueField<T, TValue>(string name, Expression<Func<T, TValue>> value, Func<string, TValue?> parse, string expected) : SearchField<T>(name)
    where TValue : struct
{
    /// <summary>Whether values have no order, so that only = and != mean anything.</summary>
    public bool IsWord { get; init; }

    public override Expression<Func<T, bool>> Condition(SearchTerm term, bool isCaseSensitive)
    {
        if (parse(term.Value) is not { } given) throw FaultException.BadRequest($"search: '{term.Value}' is no value of '{Name}'; {expected}.");
        if (IsWord && term.Operator is not (SearchOperator.Equal or SearchOperator.NotEqual))
            throw FaultException.BadRequest($"search: '{Name}' is compared with = or != only; {expected}.");
        // The value goes to the database as a parameter, so that one plan serves all.
        Expression<Func<TValue>> parameter = () => given;
        return Expression.Lambda<Func<T, bool>>(Expression.MakeBinary(KindOf(term.Operator), value.Body, parameter.Body), value.Parameters);
    }

    public override IOrderedQueryable<T> Order(IQueryable<T> rows, bool isDescending) => isDescending ? rows.OrderByDescending(value) : rows.OrderBy(value);

    private static ExpressionType KindOf(SearchOperator comparison) => comparison switch
    {
        SearchOperator.Equal => ExpressionType.Equal,
        SearchOperator.NotEqual => ExpressionType.NotEqual,
        SearchOperator.Less => ExpressionType.LessThan,
        SearchOperator.LessOrEqual => ExpressionType.LessThanOrEqual,
        SearchOperator.Greater => ExpressionType.GreaterThan,
        _ => ExpressionType.GreaterThanOrEqual,
    };
}
