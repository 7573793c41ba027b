namespace GlusterEngine.Engine.Hosts;

/// <summary>Parameters of <see cref="AcceptHostSshKeyCommand"/>.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Fingerprint">Fingerprint of the key to accept, so that nobody accepts a key unseen.</param>
public sealed record AcceptHostSshKeyParameters(Guid HostId, string? Fingerprint);
