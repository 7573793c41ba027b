using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GlusterEngine.Server.Rest;

/// <summary>Answers 406 before anything is done, instead of after, when no answer could be written anyway.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AcceptableFilterAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!WireMedia.IsAcceptable(context.HttpContext.Request)) context.Result = new StatusCodeResult(StatusCodes.Status406NotAcceptable);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
