namespace GlusterEngine.Model.Access;

/// <summary>A bearer token that was handed out.</summary>
public sealed class AccessToken
{
    /// <summary>SHA-256 of the token; the token itself is not kept.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Database time of the log-in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Database time of its last use, to the minute.</summary>
    public DateTimeOffset LastUsedAt { get; init; }
}
