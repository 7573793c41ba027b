namespace GlusterEngine.Data.Requests;

/// <summary>What is written with a claim on an idempotency key (<c>ClaimRequest</c>).</summary>
/// <param name="RequestHash">SHA-256 of method, path, query and body.</param>
/// <param name="EngineId">The engine that is going to work on it.</param>
/// <param name="CorrelationId">Of the request; 1 to 50 characters.</param>
/// <param name="Keep">How long the key is remembered.</param>
/// <param name="Abandoned">Claim whose engine does not answer any more and wrote nothing; null when the key is expected to be free.</param>
public sealed record ClaimDraft(byte[] RequestHash, string EngineId, string CorrelationId, TimeSpan Keep, Guid? Abandoned = null);
