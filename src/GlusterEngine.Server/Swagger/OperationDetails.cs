using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>What the code does not say of an operation: its name, its idempotency key, that it answers 401, and where it does not.</summary>
internal sealed class OperationDetails : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var method = context.ApiDescription.HttpMethod ?? "GET";
        var path = context.ApiDescription.RelativePath ?? "";
        operation.OperationId = $"{method.ToLowerInvariant()}_{context.MethodInfo.DeclaringType!.Name.Replace("Controller", "", StringComparison.Ordinal)}_{context.MethodInfo.Name.Replace("Async", "", StringComparison.Ordinal)}"
            + (path.Contains("/bricks", StringComparison.Ordinal) ? "_alias" : "");
        if (method is "POST" or "DELETE" && path.StartsWith(RestController.Root, StringComparison.Ordinal)) AddIdempotencyKey(operation);
        if (context.MethodInfo.DeclaringType.GetCustomAttributes(typeof(AllowAnonymousAttribute), inherit: true).Length > 0) operation.Security = [];
        else (operation.Responses ??= []).TryAdd("401", new OpenApiResponse { Description = "Log in first; the body is empty." });
    }

    private static void AddIdempotencyKey(OpenApiOperation operation)
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header,
            In = ParameterLocation.Header,
            Description = "A name of your choice for this request, such as a UUID. Sent again with the same key, within 24 hours by default, it is not done "
                + $"again: the answer is that of the first time, with {KeptAnswer.ReplayedHeader}: true. If the first still runs, the answer waits for it.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength, Pattern = "^[ -~]+$" },
        });
    }
}
