using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>Examples of what an operation is sent and answers, in each media type, written by the codec that reads and writes the real ones.</summary>
internal sealed class OperationExamples : IOperationFilter
{
    private static readonly Dictionary<string, string> LogIn = new(StringComparer.Ordinal)
    {
        ["grant_type"] = "password",
        ["username"] = AdministratorSetup.Name,
        ["password"] = "the password",
        ["scope"] = "ovirt-app-api",
    };

    private static readonly Dictionary<string, string> LogInByHttp = new(StringComparer.Ordinal) { ["grant_type"] = "urn:ovirt:params:oauth:grant-type:http", ["scope"] = "ovirt-app-api" };

    private static readonly Dictionary<string, string> LogOut = new(StringComparer.Ordinal) { ["token"] = "the access_token of the log-in" };

    private static readonly TokenError Broken = new() { ErrorCode = "server_error", Error = "The database does not answer. Nothing is lost; try again in a few seconds." };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var path = context.ApiDescription.RelativePath ?? "";
        var request = ExampleRequests.Of(context.ApiDescription.HttpMethod ?? "GET", path);
        Show(operation.RequestBody?.Content, request ?? path.Split('/')[^1] switch { "sso-logout" or "revoke" => LogOut, "token-http-auth" => LogInByHttp, _ => LogIn });
        foreach (var answer in context.ApiDescription.SupportedResponseTypes)
        {
            var response = operation.Responses?.GetValueOrDefault(answer.StatusCode.ToString());
            if (answer.Type is { } type && Answer(type, answer.StatusCode, request as ActionResource, path) is { } example) Show(response?.Content, example);
        }
    }

    private static object? Answer(Type type, int status, ActionResource? request, string path) =>
        type == typeof(TokenAnswer) ? new TokenAnswer { AccessToken = "kBz1x7E3nWvUq0dJ5mHc2TfYgR9aLs8p" }
        : type == typeof(TokenError) ? status >= 500 ? Broken : new TokenError { ErrorCode = "access_denied", Error = $"Cannot authenticate user '{AdministratorSetup.Name}': the user name or password is not correct." }
        : type == typeof(ActionResource) ? Answer(request ?? new(), status, path)
        : type == typeof(string) ? status < 300 ? "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n" : "This engine does not use TLS, so there is no CA certificate. Start it with TLS on to get one."
        : ExampleResources.Of(type);

    private static ActionResource Answer(ActionResource request, int status, string path) => status switch
    {
        >= 400 => request with { Status = "failed", Fault = ExampleResources.Fault },
        202 => request with { Status = "in_progress", Job = ExampleResources.JobReference, Step = ExampleResources.StepReference },
        _ when path.Contains("{stepId}", StringComparison.Ordinal) => request with { Status = "complete" },
        _ when path.Contains("{jobId}", StringComparison.Ordinal) => request with { Status = "complete", Job = ExampleResources.Job },
        _ => request with { Status = "complete", Job = ExampleResources.JobReference, Step = ExampleResources.StepReference },
    };

    private static void Show(IDictionary<string, IOpenApiMediaType>? content, object example)
    {
        foreach (var (name, described) in content ?? new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal))
        {
            if (described is not OpenApiMediaType media) continue;
            if (!WireMedia.Types.Contains(name, StringComparer.Ordinal) || example is TokenAnswer or TokenError) media.Example = JsonSerializer.SerializeToNode(example, example.GetType());
            else media.Example = Write(example, name);
        }
    }

    /// <summary>A resource as it is written in a media type.</summary>
    internal static JsonNode Write(object resource, string media) =>
        WireMedia.FormatOf(media) == WireFormat.Json ? JsonNode.Parse(Write(resource, WireFormat.Json))! : Write(resource, WireFormat.Xml);

    private static string Write(object resource, WireFormat format)
    {
        using var stream = new MemoryStream();
        // In memory it is done at once.
        WireCodec.WriteAsync(resource, format, stream, announce: null, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
