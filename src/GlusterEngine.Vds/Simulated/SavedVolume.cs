namespace GlusterEngine.Vds.Simulated;

/// <summary>A volume in the state file.</summary>
internal sealed record SavedVolume(SimulatedVolume Definition, SimulatedTask? Task);
