using GlusterEngine.Server.Rest;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Idempotency;

/// <summary>An answer as it is kept under a key: what is not in it follows from the request that asks for it.</summary>
/// <param name="Status">Status code.</param>
/// <param name="ContentType">Null without a body.</param>
/// <param name="Location">Null when nothing was added.</param>
/// <param name="Body">Empty when there is none.</param>
internal sealed record KeptAnswer(short Status, string? ContentType, string? Location, byte[] Body)
{
    /// <summary>On answers of an earlier request.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>
    /// Whether an answer is the answer for good. 401 and 403 are about who asked and what that one may, 406 and 415 about how it was asked: the same
    /// request may well pass the next time. 5xx says that the engine or its database failed, so the client shall try again. None of them changed
    /// anything, or else that is found by looking.
    /// </summary>
    public static bool IsFinal(int status) => status is (>= 200 and < 300) or 400 or 404 or 409;

    /// <summary>What was just written into <paramref name="body"/>; null when it is not to be kept.</summary>
    public static KeptAnswer? Of(HttpResponse response, MemoryStream body, int mostBytes) => IsFinal(response.StatusCode) && body.Length <= mostBytes
        ? new((short)response.StatusCode, response.ContentType, response.Headers.Location.ToString() is { Length: > 0 } location ? location : null, body.ToArray())
        : null;

    /// <summary>Gives it again. The correlation id is that of the request that was carried out: its job and events carry it.</summary>
    public async Task WriteAsync(HttpContext context, string correlationId)
    {
        var response = context.Response;
        MarkReplayed(response, correlationId);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (Location is not null) response.Headers[HeaderNames.Location] = Location;
        await response.Body.WriteAsync(Body, context.RequestAborted);
    }

    public static void MarkReplayed(HttpResponse response, string correlationId)
    {
        response.Headers[ReplayedHeader] = "true";
        response.Headers[CorrelationId.Header] = correlationId;
    }
}
