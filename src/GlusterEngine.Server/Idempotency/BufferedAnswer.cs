namespace GlusterEngine.Server.Idempotency;

/// <summary>An answer that is not sent yet, so that it can be kept or changed.</summary>
internal static class BufferedAnswer
{
    /// <summary>Runs the rest of the request. Status and headers are in the response; the body is given back, from its beginning.</summary>
    public static async Task<(int Status, MemoryStream Body)> TakeAsync(HttpContext context, RequestDelegate next)
    {
        var sent = context.Response.Body;
        var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = sent;
        }

        body.Position = 0;
        return (context.Response.StatusCode, body);
    }
}
