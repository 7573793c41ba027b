namespace GlusterEngine.Engine.Hosts;

/// <summary>Parameters of <see cref="RemoveHostCommand"/>.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Force">Whether it is detached though it does not hear of it, or another peer is down.</param>
public sealed record RemoveHostParameters(Guid HostId, bool Force);
