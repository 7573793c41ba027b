using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Migrations;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Faults;

/// <summary>Why a request failed (spec/rest.md 4).</summary>
[WireType("fault", Plural = "faults")]
public sealed record FaultResource
{
    /// <summary>What happened; the refusals of an operation are printed as a list, <c>[first, second]</c>.</summary>
    [WireMember("detail")]
    public string? Detail { get; init; }

    /// <summary>Kind of failure, such as <c>Operation Failed</c>.</summary>
    [WireMember("reason")]
    public string? Reason { get; init; }

    /// <summary>Extension: what the commit gate found.</summary>
    [WireMember("gate")]
    public GateResource? Gate { get; init; }

    /// <summary>Extension: the job of an operation that gluster refused, <c>href</c> and <c>id</c>.</summary>
    [WireMember("job")]
    public JobResource? Job { get; init; }

    /// <summary>Extension: who holds the volume's lock, where a task is in progress.</summary>
    [WireMember("lease")]
    public LeaseResource? Lease { get; init; }

    /// <summary>Extension: the step of that job that is the task, <c>href</c> and <c>id</c>.</summary>
    [WireMember("step")]
    public StepResource? Step { get; init; }
}
