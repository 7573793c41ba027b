using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>How virtual machines share the memory of a cluster; this server runs none.</summary>
public sealed record MemoryPolicyResource
{
    /// <summary>How much more may be promised than there is.</summary>
    [WireMember("over_commit")]
    public MemoryOverCommitResource? OverCommit { get; init; }
}
