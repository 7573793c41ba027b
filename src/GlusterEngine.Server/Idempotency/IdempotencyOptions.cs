using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Server.Idempotency;

/// <summary>Settings of the header Idempotency-Key; section <c>Idempotency</c>.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>Hours for which a key and its answer are remembered, 1 to 720. Default 24.</summary>
    [Range(1, 720)]
    public int KeepHours { get; set; } = 24;

    /// <summary>Largest answer that is kept, bytes, 1024 to 16777216. Default 256 KiB: an answer repeats its request and names a job. The repetition
    /// of a request with a larger one is told what it did, not how it was answered.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 256 * 1024;
}
