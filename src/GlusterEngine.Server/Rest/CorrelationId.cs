using Serilog.Context;

namespace GlusterEngine.Server.Rest;

/// <summary>
/// The id that ties together what one request caused (spec/rest.md 1.3): from the header, else the query, else a new one; goes into jobs, events,
/// log lines and the answer.
/// </summary>
internal static class CorrelationId
{
    public const string Header = "Correlation-Id";
    private const int MaxLength = 36;
    private static readonly object Key = new();

    public static string Of(HttpContext context) => (string)context.Items[Key]!;

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var id = Clean(context.Request.Headers[Header].ToString()) ?? Clean(context.Request.Query["correlation_id"].ToString()) ?? Guid.NewGuid().ToString();
        context.Items[Key] = id;
        context.Response.Headers[Header] = id;
        using (LogContext.PushProperty("CorrelationId", id)) await next(context);
    }

    private static string? Clean(string given)
    {
        var clean = string.Concat(given.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(MaxLength));
        return clean.Length == 0 ? null : clean;
    }
}
