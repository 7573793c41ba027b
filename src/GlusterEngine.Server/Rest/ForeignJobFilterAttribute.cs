using Microsoft.AspNetCore.Mvc.Filters;

namespace GlusterEngine.Server.Rest;

/// <summary>
/// Refuses a change that is to become part of a job or step of the client (spec/rest.md 1.4): each operation of this server has a job of its own, and who waits for the end of
/// another one would wait for nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForeignJobFilterAttribute : Attribute, IResourceFilter
{
    private static readonly string[] Names = ["JobId", "StepId"];

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method)) return;
        foreach (var name in Names)
        {
            if (request.Query.ContainsKey(name))
                throw FaultException.BadRequest($"{name}: an operation of this server has a job of its own, which its answer names, and joins no other. Leave {name} away; nothing was changed.");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
