using Microsoft.AspNetCore.WebUtilities;

namespace GlusterEngine.Server.Rest;

/// <summary>Parameters of the form <c>path;max=1;force=true</c> (spec/rest.md 1.4). The query wins over them. Pure.</summary>
internal static class MatrixParameters
{
    /// <summary>Those of the last segment, which are the only ones that count.</summary>
    public static string Of(string path)
    {
        var last = path.TrimEnd('/').Split('/')[^1];
        var at = last.IndexOf(';', StringComparison.Ordinal);
        return at < 0 ? "" : last[(at + 1)..];
    }

    /// <summary>The path without those of any segment, none of which is lost with them.</summary>
    public static string Without(string path) => string.Join('/', path.Split('/').Select(static segment => segment.Split(';')[0]));

    public static QueryString Merge(string matrix, QueryString query)
    {
        var given = QueryHelpers.ParseQuery(query.Value);
        // The path was decoded with the request: what is a plus or a percent sign now is meant as one.
        foreach (var parameter in matrix.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = parameter.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (parameter, "") : (parameter[..at], parameter[(at + 1)..]);
            if (name.Length > 0 && !given.ContainsKey(name)) query = query.Add(name, value);
        }

        return query;
    }
}
