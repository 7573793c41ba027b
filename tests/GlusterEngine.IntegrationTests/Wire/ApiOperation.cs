using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Description">What the document says of it.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, OpenApiOperation Description)
{
    public bool IsOfTheApi => Path.StartsWith("/ovirt-engine/api", StringComparison.Ordinal);

    /// <summary>Whether a document of the API's is sent with it.</summary>
    public bool TakesDocument => Description.RequestBody?.Content?.ContainsKey("application/xml") == true;

    /// <summary>The example of what is sent, as it is sent; null when nothing is.</summary>
    public string? Body(string media) =>
        Description.RequestBody?.Content?.TryGetValue(media, out var content) != true || content?.Example is not { } example ? null
        : example is JsonValue value ? value.GetValue<string>()
        : media == "application/x-www-form-urlencoded" ? string.Join('&', example.AsObject().Select(static field => $"{field.Key}={Uri.EscapeDataString(field.Value!.GetValue<string>())}"))
        : example.ToJsonString();

    public override string ToString() => $"{Method} {Path}";
}
