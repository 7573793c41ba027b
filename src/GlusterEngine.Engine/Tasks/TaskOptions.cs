using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What a task is started with.</summary>
public sealed record TaskOptions
{
    /// <summary>Fix the layout only.</summary>
    public bool FixLayout { get; init; }

    /// <summary>Move files even to fuller bricks.</summary>
    public bool Force { get; init; }

    /// <summary>Bricks that leave; empty for a rebalance.</summary>
    public IReadOnlyList<GlusterBrick> Bricks { get; init; } = [];

    /// <summary>Commit by itself when the gate is green.</summary>
    public bool AutoCommit { get; init; }

    /// <summary>The parameters of the start, as JSON, where it is to be asked again should it get lost; null where not.</summary>
    public string? Repeat { get; init; }

    /// <summary>Step of the lost start that this one repeats; null for a new one.</summary>
    public Guid? RepeatOf { get; init; }

    /// <summary>What the start was planned to do; null for a rebalance.</summary>
    public MigrationPlan? Plan { get; init; }

    /// <summary>Throttle while it runs; null = as it is.</summary>
    public string? Throttle { get; init; }
}
