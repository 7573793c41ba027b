namespace GlusterEngine.Vds.Simulated;

/// <summary>A hook of a host in the state file.</summary>
internal sealed record SavedHook(string Command, string Stage, string Name, bool IsEnabled, byte[] Content);
