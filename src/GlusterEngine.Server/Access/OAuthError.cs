using System.Text.Json.Serialization;

namespace GlusterEngine.Server.Access;

/// <summary>Answer to a log-in that failed, for clients that ask for another scope than oVirt's API: OAuth's own names.</summary>
public sealed record OAuthError
{
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    [JsonPropertyName("error_description")]
    public required string Description { get; init; }
}
