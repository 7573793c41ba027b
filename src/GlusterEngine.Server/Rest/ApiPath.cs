namespace GlusterEngine.Server.Rest;

/// <summary>
/// The base paths under which the API is served (spec/rest.md 1.1). Controllers know one; the aliases are brought to it before routing, and
/// links are written with the base the client used, as oVirt's SDKs insist.
/// </summary>
internal static class ApiPath
{
    public const string Base = "/ovirt-engine/api";
    private const string Version = "4";
    private static readonly string[] Aliases = [Base + "/v4", "/api/v4", "/api"];
    private static readonly object UsedBaseKey = new();

    public static string UsedBase(HttpContext context) => context.Items[UsedBaseKey] as string ?? Base;

    /// <summary>Brings aliases and matrix parameters to the form that routing and controllers know.</summary>
    public static Task NormalizeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.Value is { } path && path.Contains(';', StringComparison.Ordinal))
        {
            request.QueryString = MatrixParameters.Merge(MatrixParameters.Of(path), request.QueryString);
            request.Path = MatrixParameters.Without(path);
        }

        foreach (var alias in Aliases)
        {
            if (!request.Path.StartsWithSegments(alias, StringComparison.Ordinal, out var rest)) continue;
            context.Items[UsedBaseKey] = alias;
            request.Path = Base + rest;
            break;
        }

        return next(context);
    }

    /// <summary>Answers what oVirt answers to another version of the API than 4: 400 without a body. The path's version wins over the header's.</summary>
    public static Task CheckVersionAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Base, StringComparison.Ordinal, out var rest) && AskedVersion(context, rest) is not (null or "" or Version))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static string? AskedVersion(HttpContext context, PathString rest)
    {
        if (UsedBase(context).EndsWith("/v" + Version, StringComparison.Ordinal)) return Version;
        return rest.Value?.Split('/') is [_, ['v', .. var number], ..] && int.TryParse(number, out _) ? number : context.Request.Headers["Version"].ToString();
    }
}
