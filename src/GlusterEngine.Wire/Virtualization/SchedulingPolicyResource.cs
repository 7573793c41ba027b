using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>On which host a virtual machine starts. There is one policy, oVirt's <c>none</c>, which every cluster shows.</summary>
[WireType("scheduling_policy", Plural = "scheduling_policies")]
public sealed record SchedulingPolicyResource : IdentifiedResource;
