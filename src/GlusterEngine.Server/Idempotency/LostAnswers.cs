using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Data.Requests;
using GlusterEngine.Server.Jobs;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Idempotency;

/// <summary>
/// Answers for requests that were carried out while their answer was lost with the engine that worked on them. Nothing is done again: they are told
/// from what the database says now, so a job goes on between two of them.
/// </summary>
internal sealed class LostAnswers(IDbContextFactory<EngineDb> databases, StepReader steps)
{
    public async Task WriteAsync(HttpContext context, ClaimedRequest first, RequestDelegate next)
    {
        KeptAnswer.MarkReplayed(context.Response, first.CorrelationId);
        if (first.ResultId is not { } id) await WriteDoneAsync(context);
        else if (await steps.FindAsync(id, context.RequestAborted) is { Step.IsExternal: false } asked) await WriteAskedAsync(context, asked);
        else await WriteAddedAsync(context, id, next);
    }

    /// <summary>The transaction was all there was to do.</summary>
    private static Task WriteDoneAsync(HttpContext context) =>
        HttpMethods.IsDelete(context.Request.Method) ? Task.CompletedTask : WriteAsync(context, 200, new() { Status = "complete" });

    /// <summary>Whether gluster accepted, nobody can tell the client any more; the step says what came of it.</summary>
    private async Task WriteAskedAsync(HttpContext context, StepWithTask asked)
    {
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == asked.Step.JobId, context.RequestAborted);
        var hrefs = new Hrefs(context);
        await WriteAsync(context, 202, new()
        {
            Status = "pending",
            Job = JobResources.Of(job, hrefs),
            Step = asked.Task is { } task ? JobResources.Of(asked.Step, task, hrefs) : JobResources.Of(asked.Step, hrefs),
        });
    }

    /// <summary>Shows what was added, as it is now: it lies below the collection to which it was sent.</summary>
    private static async Task WriteAddedAsync(HttpContext context, Guid id, RequestDelegate next)
    {
        var request = context.Request;
        request.Method = HttpMethods.Get;
        var path = $"{request.Path.Value!.TrimEnd('/')}/{id}";
        request.Path = path;
        request.QueryString = QueryString.Empty;
        request.Body = Stream.Null;
        request.ContentLength = null;
        var (status, body) = await BufferedAnswer.TakeAsync(context, next);
        if (status == StatusCodes.Status404NotFound)
            throw new FaultException(409, "Operation Failed", $"[The request with this {IdempotencyKey.Header} was carried out, but what it added, {id}, is gone.]");
        if (status == StatusCodes.Status200OK)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = OwnAddress.Of(request, ApiPath.UsedBase(context) + path[ApiPath.Base.Length..]);
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, int status, ActionResource answer)
    {
        var format = WireMedia.Accepted(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = WireMedia.HeaderOf(format);
        await WireCodec.WriteAsync(answer, format, context.Response.Body, length => context.Response.ContentLength = length, context.RequestAborted);
    }
}
