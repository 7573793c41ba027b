using System.Linq.Expressions;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Search;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Search;

/// <summary>A field that holds a text, in which <c>*</c> stands for any characters.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="text">The text of a row; null when it has none.</param>
internal sealed class TextField<T>(string name, Expression<Func<T, string?>> text) : SearchField<T>(name)
{
    public override Expression<Func<T, bool>> Condition(SearchTerm term, bool isCaseSensitive)
    {
        var (value, pattern) = (term.Value, LikePattern.Of(term.Value));
        return term.Operator switch
        {
            SearchOperator.Equal => isCaseSensitive
                ? Apply(row => EF.Functions.Like(row!, pattern, LikePattern.Escape))
                : Apply(row => EF.Functions.ILike(row!, pattern, LikePattern.Escape)),
            SearchOperator.NotEqual => isCaseSensitive
                ? Apply(row => row == null || !EF.Functions.Like(row, pattern, LikePattern.Escape))
                : Apply(row => row == null || !EF.Functions.ILike(row, pattern, LikePattern.Escape)),
            SearchOperator.Less => Apply(row => string.Compare(row, value) < 0),
            SearchOperator.LessOrEqual => Apply(row => string.Compare(row, value) <= 0),
            SearchOperator.Greater => Apply(row => string.Compare(row, value) > 0),
            _ => Apply(row => string.Compare(row, value) >= 0),
        };
    }

    public override IOrderedQueryable<T> Order(IQueryable<T> rows, bool isDescending) => isDescending ? rows.OrderByDescending(text) : rows.OrderBy(text);

    private Expression<Func<T, bool>> Apply(Expression<Func<string?, bool>> test) =>
        Expression.Lambda<Func<T, bool>>(ParameterReplacement.In(test.Body, test.Parameters[0], text.Body), text.Parameters);
}
