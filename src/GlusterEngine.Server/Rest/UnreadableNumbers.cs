namespace GlusterEngine.Server.Rest;

/// <summary>Takes numbers that cannot be read out of the query: they count as not given (spec/rest.md 1.4).</summary>
internal static class UnreadableNumbers
{
    public static Task DropAsync(HttpContext context, RequestDelegate next)
    {
        var query = context.Request.Query;
        if (!query.All(static pair => IsReadable(pair.Key, pair.Value.ToString())))
            context.Request.QueryString = QueryString.Create(query.Where(static pair => IsReadable(pair.Key, pair.Value.ToString())));
        return next(context);
    }

    private static bool IsReadable(string name, string value) => name.ToLowerInvariant() switch
    {
        // In any case, because that is how the names of parameters are compared here.
        "max" or "replica_count" or "stripe_count" or "disperse_count" or "wait" => int.TryParse(value, out _),
        "from" => long.TryParse(value, out _),
        _ => true,
    };
}
