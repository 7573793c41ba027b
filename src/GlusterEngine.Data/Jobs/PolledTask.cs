using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Data.Jobs;

/// <summary>What the engine knows of a task, without the plan and the gate's report, which are long and seldom wanted.</summary>
public sealed record PolledTask(
    TaskHealth? Health, DateTimeOffset? HealthSince, string? HealthDetail, int NodesExpected, int NodesAnswered, TaskSource Source, string? SeenBy);
