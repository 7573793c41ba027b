using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>What the code does not say of an operation: its name, that it answers 401, and where it does not.</summary>
internal sealed class OperationDetails : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var method = context.ApiDescription.HttpMethod ?? "GET";
        var path = context.ApiDescription.RelativePath ?? "";
        operation.OperationId = $"{method.ToLowerInvariant()}_{context.MethodInfo.DeclaringType!.Name.Replace("Controller", "", StringComparison.Ordinal)}_{context.MethodInfo.Name.Replace("Async", "", StringComparison.Ordinal)}"
            + (path.Contains("/bricks", StringComparison.Ordinal) ? "_alias" : "");
        if (context.MethodInfo.DeclaringType.GetCustomAttributes(typeof(AllowAnonymousAttribute), inherit: true).Length > 0) operation.Security = [];
        else (operation.Responses ??= []).TryAdd("401", new OpenApiResponse { Description = "Log in first; the body is empty." });
    }
}
