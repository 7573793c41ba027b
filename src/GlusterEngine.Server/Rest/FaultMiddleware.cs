using System.Data.Common;
using System.Net.Sockets;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Server.Access;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Faults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GlusterEngine.Server.Rest;

/// <summary>Turns exceptions that end a request into faults (spec/rest.md 4). A database that is away is 503, a bug is 500.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, RunningCommands running, ILogger<FaultMiddleware> logger)
{
    /// <summary>Reason of a document that cannot be read.</summary>
    public const string Syntax = "Request syntactically incorrect.";

    private const string Unavailable = "Service unavailable";

    private const string DiskFull = "53100";
    private const string NotEncodable = "22021";

    // An operator ended the statement, or set a limit for all.
    private const string Cancelled = "57014";

    // The engine stood still amid a transaction.
    private const string IdleInTransaction = "25P03";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            // It would be written down, and broken off before gluster hears of it.
            if (running.IsStopping && IsChange(context.Request.Method))
                throw new FaultException(StatusCodes.Status503ServiceUnavailable, Unavailable, "This engine is stopping, and nothing was changed. Send the request again in a few seconds, or to another engine.");
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var (status, fault) = FaultOf(exception);
        if (fault.Reason == Syntax) fault = fault with { Detail = $"{fault.Detail} {Usage.Of(context.Request)}" };
        if (status == StatusCodes.Status500InternalServerError) Log.RequestFailed(logger, exception, context.Request.Method, context.Request.Path);
        else if (status == StatusCodes.Status503ServiceUnavailable) Log.DatabaseAway(logger, context.Request.Method, context.Request.Path, exception.Message);
        await (SsoFailure.IsAbout(context.Request.Path) ? SsoFailure.WriteAsync(context, status, fault) : WriteAsync(context, status, fault));
    }

    public static async Task WriteAsync(HttpContext context, int status, FaultResource fault)
    {
        var format = WireMedia.Accepted(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = WireMedia.HeaderOf(format);
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
        await WireCodec.WriteAsync(fault, format, context.Response.Body, length => context.Response.ContentLength = length, context.RequestAborted);
    }

    /// <summary>The answer to a request that an exception ended.</summary>
    internal static (int Status, FaultResource Fault) FaultOf(Exception exception) => exception switch
    {
        FaultException fault => (fault.Status, new() { Reason = fault.Reason, Detail = fault.Detail }),
        WireFormatException { Kind: WireErrorKind.InvalidValue } wire => (400, new() { Reason = "Invalid value", Detail = wire.Message }),
        WireFormatException wire => (400, new() { Reason = Syntax, Detail = wire.Message }),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (400, TooLarge()),
        BadHttpRequestException bad => (400, new() { Reason = Syntax, Detail = bad.Message }),
        DbUpdateException { InnerException: DbException inner } => FaultOf(inner),
        PostgresException { SqlState: DiskFull } => (503, Away("The disk of the database is full. Free space on it; nothing was changed.")),
        PostgresException { SqlState: NotEncodable } => (400, new() { Reason = "Invalid value", Detail = "The request holds the character U+0000, which no text can." }),
        PostgresException { IsTransient: true } or NpgsqlException { InnerException: SocketException or IOException or TimeoutException } or TimeoutException
            or PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "57P05" or "53300" or Cancelled or IdleInTransaction }
            => (503, Away("The database does not answer. Nothing is lost; try again in a few seconds.")),
        NpgsqlException and not PostgresException => (503, Away("The database does not answer. Nothing is lost; try again in a few seconds.")),
        // What Npgsql meets inside when its connection is cut while it reads.
        NullReferenceException { Source: "Npgsql" } or ObjectDisposedException { Source: "Npgsql" } => (503, Away("The database does not answer. Nothing is lost; try again in a few seconds.")),
        ClaimLostException => (503, Away("The engine stood still for too long, and nothing was changed. Send the request again, with the same Idempotency-Key.")),
        InvalidOperationException { InnerException: (DbException or DbUpdateException) and var inner } => FaultOf(inner),
        // Not the client's doing, which is dealt with before: a connection or a command ran into its deadline.
        OperationCanceledException => (503, Away("The database does not answer in time. Nothing is lost; try again in a few seconds.")),
        _ => (500, new() { Reason = "Operation Failed", Detail = "The engine failed on this request; its log has the details under the correlation id of this answer." }),
    };

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static FaultResource Away(string detail) => new() { Reason = Unavailable, Detail = detail };

    private static FaultResource TooLarge() => new() { Reason = Syntax, Detail = "The request body is larger than this server takes (Rest:MaxBodyBytes)." };
}
