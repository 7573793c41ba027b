using System.Text.Json;

namespace GlusterEngine.Engine;

/// <summary>JSON of what the engine keeps for itself in the database: plans and gate reports.</summary>
public static class EngineJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string? text)
        where T : class =>
        text is null ? null : JsonSerializer.Deserialize<T>(text, Options);
}
