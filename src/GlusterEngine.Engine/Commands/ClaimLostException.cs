using GlusterEngine.Model.Requests;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// The engine stood still for so long that a repetition of the request was carried out elsewhere, under the same idempotency key. Nothing was
/// written here.
/// </summary>
public sealed class ClaimLostException(RequestClaim claim)
    : Exception($"The request with Idempotency-Key '{claim.Key}' was taken over by another engine.");
