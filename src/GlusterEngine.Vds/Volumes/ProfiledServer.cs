namespace GlusterEngine.Vds.Volumes;

/// <summary>What a brick or an NFS server counted.</summary>
/// <param name="Name">The brick as gluster writes it, or the server.</param>
/// <param name="Cumulative">Since it began to count; null when it tells none.</param>
/// <param name="Interval">Since it was last asked; null when it tells none.</param>
public sealed record ProfiledServer(string Name, ProfileCounts? Cumulative, ProfileCounts? Interval);
