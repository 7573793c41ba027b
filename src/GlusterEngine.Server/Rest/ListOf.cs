using GlusterEngine.Wire.Search;

namespace GlusterEngine.Server.Rest;

/// <summary>Search, order and page of lists that are small enough to be read whole (clusters, hosts, volumes). Pure.</summary>
internal static class ListOf
{
    public static IReadOnlyList<TResource> Rows<TRow, TResource>(
        IEnumerable<TRow> rows, SearchQuery query, (int Skip, int Take) page, Func<TRow, string, string?> field, Func<TRow, TResource> show)
    {
        var found = rows.Where(row => query.Matches(name => field(row, name)));
        if (query.SortField is { } sort)
        {
            var order = Comparer<string?>.Create((left, right) => SearchValue.Compare(left, right, query.Comparison));
            found = query.SortsDescending ? found.OrderByDescending(row => field(row, sort), order) : found.OrderBy(row => field(row, sort), order);
        }

        return [.. found.Skip(page.Skip).Take(page.Take).Select(show)];
    }
}
