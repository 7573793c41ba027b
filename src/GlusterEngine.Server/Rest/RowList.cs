using System.Collections;

namespace GlusterEngine.Server.Rest;

/// <summary>Rows as resources that are made one by one while the document is written, so that a long list is not in memory twice.</summary>
/// <param name="rows">What was read.</param>
/// <param name="make">Makes the resource of a row.</param>
internal sealed class RowList<TRow, TResource>(IReadOnlyList<TRow> rows, Func<TRow, TResource> make) : IReadOnlyList<TResource>
{
    public int Count => rows.Count;

    public TResource this[int index] => make(rows[index]);

    public IEnumerator<TResource> GetEnumerator() => rows.Select(make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
