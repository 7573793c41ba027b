using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>MAC addresses for virtual machines. There is none; every cluster shows an empty one.</summary>
[WireType("mac_pool", Plural = "mac_pools")]
public sealed record MacPoolResource : IdentifiedResource;
