namespace GlusterEngine.Data.Requests;

/// <summary>What is known of the request of a key (<c>GetClaimedRequest</c>).</summary>
public sealed record ClaimedRequest
{
    /// <summary>SHA-256 of method, path, query and body.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The claim that holds it.</summary>
    public required Guid ClaimToken { get; init; }

    /// <summary>Whether the engine that claimed it may still answer.</summary>
    public required bool InFlight { get; init; }

    /// <summary>When it was claimed.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Correlation id of the request that was carried out.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>When its command wrote what it does; null when nothing was written.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>What that command wrote; null for nothing a client could ask for.</summary>
    public Guid? ResultId { get; init; }

    /// <summary>Status code of the answer; null while there is none.</summary>
    public short? Status { get; init; }

    /// <summary>The answer's header Content-Type; null when it has none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The answer's header Location; null when it has none.</summary>
    public string? Location { get; init; }

    /// <summary>The answer's body; null while there is no answer.</summary>
    public byte[]? Body { get; init; }
}
