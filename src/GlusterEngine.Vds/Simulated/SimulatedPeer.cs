namespace GlusterEngine.Vds.Simulated;

/// <summary>A member of a simulated pool.</summary>
internal sealed record SimulatedPeer(Guid Uuid, string Hostname);
