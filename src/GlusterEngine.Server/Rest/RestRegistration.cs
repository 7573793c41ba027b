using System.Net.Mime;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Faults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Rest;

/// <summary>Registration of the REST API and the order of its middleware.</summary>
internal static class RestRegistration
{
    public static void AddRest(this IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<RestOptions>>(static (kestrel, rest) =>
        {
            kestrel.Limits.MaxRequestBodySize = rest.Value.MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        services.AddControllers(static mvc =>
            {
                mvc.RespectBrowserAcceptHeader = true;
                mvc.ReturnHttpNotAcceptable = true;
                // The codec bounds the depth of a document; MVC's own bound, which is lower, is a bug's exception.
                mvc.MaxValidationDepth = null;
                // The only one: what it does not take is 415.
                mvc.InputFormatters.Clear();
                mvc.InputFormatters.Add(new WireInputFormatter());
                mvc.OutputFormatters.Insert(0, new WireOutputFormatter(WireFormat.Xml));
                mvc.OutputFormatters.Insert(1, new WireOutputFormatter(WireFormat.Json));
            })
            .ConfigureApiBehaviorOptions(static api =>
            {
                // Answers without a body stay so: oVirt's SDKs take an empty body, but no problem+json.
                api.SuppressMapClientErrors = true;
                api.InvalidModelStateResponseFactory = Refuse;
            });
    }

    public static void UseRest(this WebApplication app)
    {
        // First of all, so that what a matrix parameter says counts for all that follows.
        app.Use(ApiPath.NormalizeAsync);
        app.Use(CorrelationId.InvokeAsync);
        app.UseMiddleware<FaultMiddleware>();
        app.Use(OtherMethods.InvokeAsync);
        app.Use(WireMedia.ReadAcceptAsync);
        app.Use(UnreadableNumbers.DropAsync);
        app.Use(ApiPath.CheckVersionAsync);
        app.UseAuthentication();
        app.UseMiddleware<IdempotencyMiddleware>();
        // Once more, so that a fault is an answer that can be kept.
        app.UseMiddleware<FaultMiddleware>();
        app.UseRouting();
        app.UseAuthorization();
    }

    /// <summary>A missing body, or a parameter of the wrong type. Names what is wrong.</summary>
    private static IActionResult Refuse(ActionContext context)
    {
        var problems = context.ModelState.Where(static entry => entry.Value!.Errors.Count > 0)
            .Select(static entry => entry.Key.Length == 0 ? "The request body is missing" : $"{entry.Key}: {entry.Value!.Errors[0].ErrorMessage}");
        var fault = new FaultResource { Reason = FaultMiddleware.Syntax, Detail = $"{string.Join(' ', problems)}. {Usage.Of(context.HttpContext.Request)}" };
        return new BadRequestObjectResult(fault) { ContentTypes = { MediaTypeNames.Application.Xml, MediaTypeNames.Application.Json } };
    }
}
