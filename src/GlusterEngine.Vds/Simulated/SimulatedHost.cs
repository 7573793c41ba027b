namespace GlusterEngine.Vds.Simulated;

/// <summary>A host of a simulated cluster.</summary>
/// <param name="Name">Name under which the engine may register it.</param>
/// <param name="Address">Name in the pool and in brick addresses; a call is matched by it.</param>
public sealed record SimulatedHost(string Name, string Address);
