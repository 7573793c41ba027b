using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Wire.Jobs;

/// <summary>A job (spec/rest.md 6.8).</summary>
[WireType("job", Plural = "jobs")]
public sealed record JobResource : IdentifiedResource
{
    /// <summary>Whether the cleanup drops it when it is over.</summary>
    [WireMember("auto_cleared")]
    public bool? AutoCleared { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [WireMember("end_time")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Whether a client made it, rather than the engine.</summary>
    [WireMember("external")]
    public bool? External { get; init; }

    /// <summary>When it last changed.</summary>
    [WireMember("last_updated")]
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>When it started.</summary>
    [WireMember("start_time")]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>started</c>, <c>finished</c>, <c>failed</c>, <c>aborted</c> or <c>unknown</c>.</summary>
    [WireMember("status")]
    [WireValues("started", "finished", "failed", "aborted", "unknown")]
    public string? Status { get; init; }

    /// <summary>Who asked for it.</summary>
    [WireMember("owner")]
    public UserResource? Owner { get; init; }

    /// <summary>Steps, inlined when followed.</summary>
    [WireMember("steps")]
    public IReadOnlyList<StepResource>? Steps { get; init; }
}
