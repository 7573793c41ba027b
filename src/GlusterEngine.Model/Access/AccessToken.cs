namespace GlusterEngine.Model.Access;

/// <summary>A token that was handed out.</summary>
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

    /// <summary>How it is shown.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>Minutes after which it dies unused, where its client asked for that; null = as for all.</summary>
    public int? IdleMinutes { get; init; }

    /// <summary>Whether a session counts only with its cookie's value repeated in a header, which no foreign web page can send.</summary>
    public bool NeedsHeader { get; init; }
}
