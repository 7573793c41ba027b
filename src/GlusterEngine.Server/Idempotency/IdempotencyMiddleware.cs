using GlusterEngine.Model.Requests;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Rest;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Idempotency;

/// <summary>
/// Requests that a client may send again without doing them again: with the header Idempotency-Key, on every POST and DELETE of the API. The key is
/// claimed before the work begins; a repetition gets the first answer, waits for it, or, when it was lost, is told what became of the request.
/// </summary>
internal sealed class IdempotencyMiddleware(
    RequestDelegate next, ClaimedRequests requests, LostAnswers lost, IHostApplicationLifetime lifetime, IOptions<IdempotencyOptions> options)
{
    private static readonly object ClaimKey = new();

    /// <summary>The claim under which a request is worked on; null when it has no key.</summary>
    public static RequestClaim? ClaimOf(HttpContext context) => context.Items[ClaimKey] as RequestClaim;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return (HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method))
            && request.Path.StartsWithSegments(ApiPath.Base, StringComparison.Ordinal)
            && request.Headers.TryGetValue(IdempotencyKey.Header, out var header)
            && context.User.Identity is { IsAuthenticated: true }
            ? InvokeAsync(context, IdempotencyKey.Read(header))
            : next(context);
    }

    private async Task InvokeAsync(HttpContext context, string key)
    {
        var claim = new RequestClaim(CallerIdentity.Of(context.User).UserId!.Value, key, Guid.NewGuid());
        var hash = await HashAsync(context);
        switch (await ClaimAsync(context, claim, hash))
        {
            case null:
                await WorkAsync(context, claim);
                break;
            case (KeyState.Different, var first):
                throw new FaultException(StatusCodes.Status422UnprocessableEntity, "Invalid value",
                    $"{IdempotencyKey.Header}: '{key}' was used for another method, path, query or body at {first.ClaimedAt:yyyy-MM-dd HH:mm:ss} UTC. Use a new key for a new request.");
            case (KeyState.Answered, var first):
                await new KeptAnswer(first.Status!.Value, first.ContentType, first.Location, first.Body!).WriteAsync(context, first.CorrelationId);
                break;
            case (_, var first):
                await lost.WriteAsync(context, first, next);
                break;
        }
    }

    private async Task<(KeyState State, Data.Requests.ClaimedRequest First)?> ClaimAsync(HttpContext context, RequestClaim claim, byte[] hash)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            return await requests.ClaimAsync(claim, hash, CorrelationId.Of(context), patience.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new FaultException(StatusCodes.Status503ServiceUnavailable, "Service unavailable",
                $"The engine stops, and the first request with this {IdempotencyKey.Header} has no answer yet. Ask again with the same key.");
        }
    }

    /// <summary>
    /// Carries the request out to its end, even if the client goes away: it is going to ask again, and the answer must be there then. The rest of the
    /// pipeline turns exceptions into answers itself.
    /// </summary>
    private async Task WorkAsync(HttpContext context, RequestClaim claim)
    {
        var client = context.RequestAborted;
        context.RequestAborted = CancellationToken.None;
        context.Items[ClaimKey] = claim;
        KeptAnswer? answer = null;
        MemoryStream body;
        try
        {
            (_, body) = await BufferedAnswer.TakeAsync(context, next);
            answer = KeptAnswer.Of(context.Response, body, options.Value.MaxAnswerBytes);
        }
        finally
        {
            context.RequestAborted = client;
            await requests.SettleAsync(claim, answer);
        }

        await body.CopyToAsync(context.Response.Body, client);
    }

    /// <summary>Reads the body, and puts it back for whoever reads it next.</summary>
    private static async Task<byte[]> HashAsync(HttpContext context)
    {
        var request = context.Request;
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        request.Body = body;
        var path = ApiPath.UsedBase(context) + request.Path.ToUriComponent()[ApiPath.Base.Length..];
        return RequestHash.Of((request.Method, path, request.QueryString.Value ?? ""), body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
