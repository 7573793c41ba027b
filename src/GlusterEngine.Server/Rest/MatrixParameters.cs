using Microsoft.AspNetCore.WebUtilities;

namespace GlusterEngine.Server.Rest;

/// <summary>Parameters of the form <c>path;max=1;force=true</c> (spec/rest.md 1.4). The query wins over them. Pure.</summary>
internal static class MatrixParameters
{
    public static QueryString Merge(string matrix, QueryString query)
    {
        var given = QueryHelpers.ParseQuery(query.Value);
        foreach (var (name, values) in QueryHelpers.ParseQuery("?" + matrix.Replace(';', '&')))
        {
            if (given.ContainsKey(name)) continue;
            foreach (var value in values) query = query.Add(name, value ?? "");
        }

        return query;
    }
}
