namespace GlusterEngine.Model.Requests;

/// <summary>
/// A request that was sent with an idempotency key. Claimed before the work begins; marked as written by the transaction of its command; then
/// answered. So what became of it can be told from the row, whichever engine died.
/// </summary>
public sealed class IdempotentRequest
{
    /// <summary>Who sent it.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The key, unique to its user.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of method, path, query and body; the request itself is not kept, for it may hold secrets.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The claim that may work on it.</summary>
    public required Guid ClaimToken { get; init; }

    /// <summary>Engine that works on it; null when none does any more.</summary>
    public string? EngineId { get; init; }

    /// <summary>Database time of the claim.</summary>
    public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Database time until which the key is remembered.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Correlation id of the request that works on it, and of the job it wrote; at most 50 characters.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Database time of the transaction in which its command wrote what it does; null when nothing was written.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>What that command wrote: the step of a gluster task, or the object that was added; null for nothing of that kind.</summary>
    public Guid? ResultId { get; init; }

    /// <summary>Status code of the answer; null while there is none.</summary>
    public short? Status { get; init; }

    /// <summary>The answer's header Content-Type; null without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The answer's header Location; null when it has none.</summary>
    public string? Location { get; init; }

    /// <summary>The answer's body, empty when it has none; null while there is no answer.</summary>
    public byte[]? Body { get; init; }
}
