namespace GlusterEngine.Vds.Volumes;

/// <summary>What a volume did while it was profiled.</summary>
/// <param name="Servers">Its bricks, or its NFS servers, each with what it counted.</param>
public sealed record ProfileDescription(IReadOnlyList<ProfiledServer> Servers);
