namespace GlusterEngine.Server.Rest;

/// <summary>Parameters of the query that an operation reads beside those it declares: most of them stand for members of its body. The API's description names them.</summary>
/// <param name="names">Their names.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
