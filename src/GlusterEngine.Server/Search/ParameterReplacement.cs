using System.Linq.Expressions;

namespace GlusterEngine.Server.Search;

/// <summary>Puts an expression where another one has a parameter, so that small ones make up large ones. Pure.</summary>
internal sealed class ParameterReplacement : ExpressionVisitor
{
    private readonly ParameterExpression parameter;
    private readonly Expression replacement;

    private ParameterReplacement(ParameterExpression parameter, Expression replacement) => (this.parameter, this.replacement) = (parameter, replacement);

    public static Expression In(Expression body, ParameterExpression parameter, Expression replacement) => new ParameterReplacement(parameter, replacement).Visit(body);

    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
}
