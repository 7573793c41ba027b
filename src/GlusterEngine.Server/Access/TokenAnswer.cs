using System.Text.Json.Serialization;

namespace GlusterEngine.Server.Access;

/// <summary>Answer to a log-in.</summary>
public sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("scope")]
    public string Scope { get; init; } = "ovirt-app-api";

    /// <summary>Epoch milliseconds as text; the greatest number = no fixed end, the token dies when it is not used.</summary>
    [JsonPropertyName("exp")]
    public string Expires { get; init; } = "9223372036854775807";

    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "bearer";
}
