using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Migrations;

/// <summary>Extension: what a migration will do.</summary>
[WireType("plan", Plural = "plans")]
public sealed record PlanResource
{
    /// <summary>Bricks that leave.</summary>
    [WireMember("bricks", Item = "brick")]
    public IReadOnlyList<string>? Bricks { get; init; }

    /// <summary>Bytes to move; absent when unknown.</summary>
    [WireMember("bytes_to_move")]
    public long? BytesToMove { get; init; }

    /// <summary>Files to move, at most; absent when unknown.</summary>
    [WireMember("files_to_move")]
    public long? FilesToMove { get; init; }

    /// <summary>The sets that stay.</summary>
    [WireMember("subvolumes")]
    public IReadOnlyList<PlannedSetResource>? Remaining { get; init; }

    /// <summary>Whether it fits; absent when unknown.</summary>
    [WireMember("fits")]
    public bool? Fits { get; init; }

    /// <summary>The plan in a sentence.</summary>
    [WireMember("summary")]
    public string? Summary { get; init; }
}
