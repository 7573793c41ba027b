using GlusterEngine.Testing.Server;

namespace GlusterEngine.IntegrationTests.Idempotency;

internal static class KeyedClient
{
    public static Task<EngineAnswer> PostAsync(this EngineClient client, string path, string body, string key) =>
        client.SendAsync(HttpMethod.Post, path, body, request => request.Headers.TryAddWithoutValidation("Idempotency-Key", key));

    public static Task<EngineAnswer> DeleteAsync(this EngineClient client, string path, string key) =>
        client.SendAsync(HttpMethod.Delete, path, change: request => request.Headers.TryAddWithoutValidation("Idempotency-Key", key));

    public static string NewKey() => Guid.NewGuid().ToString();

    public static bool IsReplayed(this EngineAnswer answer) => answer.Headers.GetValueOrDefault("Idempotency-Replayed") == "true";

    public static string? JobOf(this EngineAnswer action) => action.Xml.Element("job")?.Attribute("id")?.Value;
}
