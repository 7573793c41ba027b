using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Engine.Access;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Hides objects from callers without a role in their cluster: reading them, or anything below them, is answered like an unknown id. What a path names is told by
/// the names of its parameters. Changes are judged by their commands, lists by <see cref="VisibleRows"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class VisibleFilterAttribute : Attribute, IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var caller = CallerIdentity.Of(context.HttpContext.User);
        if (caller.HighestRole is null)
            throw new FaultException(StatusCodes.Status403Forbidden, "Operation Failed", $"[User {caller.Name} may see nothing: an administrator has to give the user a role.]");
        if (caller.SeesAll || !IsRead(context) || await SeesAsync(context, caller)) await next();
        else context.Result = new NotFoundResult();
    }

    private static bool IsRead(ActionExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || context.ActionDescriptor.EndpointMetadata.OfType<ReadsOnlyAttribute>().Any();
    }

    private static async Task<bool> SeesAsync(ActionExecutingContext context, Caller caller)
    {
        var cancellation = context.HttpContext.RequestAborted;
        if (Id(context, "clusterId") is { } cluster) return caller.RoleIn(cluster) is not null;
        var (host, job) = (Id(context, "hostId"), Id(context, "jobId"));
        var line = context.RouteData.Values["eventId"] as string;
        if (host is null && job is null && line is null) return true;
        await using var db = await context.HttpContext.RequestServices.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync(cancellation);
        if (host is not null) return await db.Hosts.VisibleTo(caller).AnyAsync(h => h.Id == host, cancellation);
        if (job is not null) return await db.Jobs.VisibleTo(caller, db).AnyAsync(j => j.Id == job, cancellation);
        var id = long.Parse(line!, CultureInfo.InvariantCulture);
        return await db.Events.VisibleTo(caller).AnyAsync(e => e.Id == id, cancellation);
    }

    private static Guid? Id(ActionExecutingContext context, string name) =>
        context.RouteData.Values[name] is string text && Guid.TryParse(text, out var id) ? id : null;
}
