using System.Text.Json.Nodes;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>What the code does not say of an operation: examples of its body, its idempotency key, that it answers 401, and where it does not.</summary>
internal sealed class OperationDetails : IOperationFilter
{
    private const string Bricks = """{"bricks":{"brick":[{"name":"gluster1:/bricks/data"}]}}""";

    // By the method and the end of the path, the longest first: JSON as a client sends it.
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["POST clusters"] = """{"name":"production","description":"Storage of the main site"}""",
        ["POST hosts"] = """{"name":"gluster1","address":"192.0.2.11","cluster":{"name":"production"},"transport":"cli"}""",
        ["POST rebalance"] = """{"fix_layout":"false","force":"false","async":"true"}""",
        ["POST stoprebalance"] = """{"async":"false"}""",
        ["POST resync"] = """{"dry_run":"true"}""",
        ["POST releaselease"] = """{"reason":"Its engine is gone for good","dry_run":"true"}""",
        ["POST {hostId}/activate"] = """{"async":"false"}""",
        ["POST {hostId}/deactivate"] = """{"reason":"New disks"}""",
        ["POST throttle"] = """{"throttle":"lazy"}""",
        ["POST cureghost"] = """{"async":"false"}""",
        ["POST {brickId}/migrate"] = """{"auto_commit":"false"}""",
        ["POST {brickId}/stopmigrate"] = """{"async":"false"}""",
        ["POST {brickId}/commit"] = """{"dry_run":"true"}""",
        ["DELETE {brickId}"] = """{"async":"false"}""",
        ["POST migrate"] = Bricks,
        ["POST stopmigrate"] = Bricks,
        ["POST activate"] = Bricks,
        ["POST commit"] = Bricks,
        ["DELETE glusterbricks"] = Bricks,
        ["DELETE bricks"] = Bricks,
        ["POST jobs"] = """{"description":"Nightly backup","auto_cleared":"true"}""",
        ["POST {jobId}/end"] = """{"succeeded":"true"}""",
        ["POST {jobId}/clear"] = """{"async":"false"}""",
        ["POST {jobId}/steps"] = """{"type":"executing","description":"Copying"}""",
        ["POST {stepId}/end"] = """{"succeeded":"true"}""",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var method = context.ApiDescription.HttpMethod ?? "GET";
        var path = context.ApiDescription.RelativePath ?? "";
        operation.OperationId = $"{method.ToLowerInvariant()}_{context.MethodInfo.DeclaringType!.Name.Replace("Controller", "", StringComparison.Ordinal)}_{context.MethodInfo.Name.Replace("Async", "", StringComparison.Ordinal)}"
            + (path.Contains("/bricks", StringComparison.Ordinal) ? "_alias" : "");
        AddExample(operation, method, path);
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
        (operation.Responses ??= []).TryAdd("422", new OpenApiResponse { Description = $"The {IdempotencyKey.Header} was used for another request." });
    }

    private static void AddExample(OpenApiOperation operation, string method, string path)
    {
        if (operation.RequestBody is not OpenApiRequestBody { Content: { } content }) return;
        var words = path.Split('/');
        if (!Examples.TryGetValue($"{method} {string.Join('/', words[^2..])}", out var example) && !Examples.TryGetValue($"{method} {words[^1]}", out example)) return;
        foreach (var media in content.Where(static media => media.Key == "application/json").Select(static media => media.Value).OfType<OpenApiMediaType>())
            media.Example = JsonNode.Parse(example);
    }
}
