namespace GlusterEngine.Engine.Connections;

/// <summary>Parameters of the commands on connections.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Cid">The connection id.</param>
public sealed record HostConnectionParameters(Guid HostId, Guid Cid);
