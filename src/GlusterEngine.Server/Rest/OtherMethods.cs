using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Rest;

/// <summary>HEAD, OPTIONS, and GET with a body: what holds for every path of the API, and no controller needs to know.</summary>
internal static class OtherMethods
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        var isOptions = HttpMethods.IsOptions(request.Method);
        // Kestrel remembers what was asked, and sends no body to a HEAD.
        if (HttpMethods.IsHead(request.Method)) request.Method = HttpMethods.Get;
        // libgovirt announces a body with its GET and does not always send it. What it sends next on this connection would be taken for that body.
        if ((isOptions || HttpMethods.IsGet(request.Method)) && (request.ContentLength > 0 || request.Headers.ContainsKey(HeaderNames.TransferEncoding)))
            response.Headers.Connection = "close";
        response.OnStarting(() => NameMethods(response));
        await next(context);
        // Routing knows the methods of a path, and refuses this one.
        if (isOptions && response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed }) response.StatusCode = StatusCodes.Status200OK;
    }

    private static Task NameMethods(HttpResponse response)
    {
        var allowed = response.Headers.GetCommaSeparatedValues(HeaderNames.Allow).ToHashSet(StringComparer.Ordinal);
        if (allowed.Count == 0) return Task.CompletedTask;
        if (allowed.Contains(HttpMethods.Get)) allowed.Add(HttpMethods.Head);
        allowed.Add(HttpMethods.Options);
        response.Headers.Allow = string.Join(", ", allowed.Order(StringComparer.Ordinal));
        return Task.CompletedTask;
    }
}
