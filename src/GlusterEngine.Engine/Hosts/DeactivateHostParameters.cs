namespace GlusterEngine.Engine.Hosts;

/// <summary>Parameters of <see cref="DeactivateHostCommand"/>.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Reason">Why, if the caller says; shown with the host and in the event.</param>
/// <param name="StopsGluster">oVirt's wish to stop gluster on the host too; refused.</param>
public sealed record DeactivateHostParameters(Guid HostId, string? Reason, bool StopsGluster);
