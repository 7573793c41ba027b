using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Actions;

/// <summary>How long oVirt waits before it does what an action of virtual machines asks for. Gluster's actions take it and do not wait.</summary>
[WireType("grace_period", Plural = "grace_periods")]
public sealed record GracePeriodResource
{
    /// <summary>Milliseconds.</summary>
    [WireMember("expiry")]
    public long? Expiry { get; init; }
}
