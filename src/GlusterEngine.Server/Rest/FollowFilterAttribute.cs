using Microsoft.AspNetCore.Mvc.Filters;

namespace GlusterEngine.Server.Rest;

/// <summary>Refuses <c>follow</c> where nothing can be followed, instead of giving less than was asked for.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FollowFilterAttribute : Attribute, IActionFilter
{
    private const string Follow = "follow";

    public void OnActionExecuting(ActionExecutingContext context)
    {
        var asked = context.HttpContext.Request.Query[Follow].ToString();
        if (asked.Length > 0 && !context.ActionDescriptor.Parameters.Any(static parameter => parameter.Name == Follow))
            throw FaultException.BadRequest($"follow: there is no link '{asked}' that can be followed here; leave the parameter out and ask for what the link names.");
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }
}
