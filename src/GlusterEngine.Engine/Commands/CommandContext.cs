using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model.Requests;

namespace GlusterEngine.Engine.Commands;

/// <summary>What surrounds one run of a command.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="CorrelationId">Goes into the job, its steps and events; 1 to 50 characters.</param>
/// <param name="IsRehearsal">Whether everything is checked and nothing done (<c>dry_run</c>).</param>
public sealed record CommandContext(Caller Caller, string CorrelationId, bool IsRehearsal = false)
{
    /// <summary>The claim on the idempotency key under which it was asked; null without one.</summary>
    public RequestClaim? Claim { get; init; }

    /// <summary>Where a client wants to see the operation among its own work; null for nowhere.</summary>
    public ExternalPlace? Under { get; init; }
}
