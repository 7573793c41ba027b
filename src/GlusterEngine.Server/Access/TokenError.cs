using System.Text.Json.Serialization;

namespace GlusterEngine.Server.Access;

/// <summary>Answer to a log-in that failed.</summary>
public sealed record TokenError
{
    [JsonPropertyName("error_code")]
    public required string ErrorCode { get; init; }

    [JsonPropertyName("error")]
    public required string Error { get; init; }
}
