using System.Linq.Expressions;
using GlusterEngine.Wire.Search;

namespace GlusterEngine.Server.Search;

/// <summary>A field by which rows of the database are searched and sorted there, without reading them.</summary>
/// <typeparam name="T">Type of the rows.</typeparam>
internal abstract class SearchField<T>(string name)
{
    public string Name { get; } = name;

    /// <summary>What a row must fulfil.</summary>
    /// <exception cref="Rest.FaultException">The value is none of such a field.</exception>
    public abstract Expression<Func<T, bool>> Condition(SearchTerm term, bool isCaseSensitive);

    /// <summary>The rows in the order of the field.</summary>
    public abstract IOrderedQueryable<T> Order(IQueryable<T> rows, bool isDescending);
}
