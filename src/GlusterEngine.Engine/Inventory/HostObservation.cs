using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Inventory;

/// <summary>What a host turned out to be.</summary>
/// <param name="Host">The row.</param>
/// <param name="Status">State now.</param>
/// <param name="Detail">Why it is not up; null when it is.</param>
/// <param name="PeerUuid">Its peer uuid; null when it is not known.</param>
public sealed record HostObservation(Host Host, HostStatus Status, string? Detail, Guid? PeerUuid);
