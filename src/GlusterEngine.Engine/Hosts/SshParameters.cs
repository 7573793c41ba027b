namespace GlusterEngine.Engine.Hosts;

/// <summary>How a host is logged in to.</summary>
/// <param name="Address">Name, address, or alias in the client's configuration; null = the host's address.</param>
/// <param name="User">Account; null = what the client's configuration says.</param>
/// <param name="Port">Port; null = what the client's configuration says.</param>
/// <param name="UsesSudo">Whether the commands run as root by sudo; null = no, or as on the cluster's other hosts where their way is taken.</param>
/// <param name="Fingerprint">The key the host has to show, <c>SHA256:</c> and base64; null = the one that it shows first.</param>
public sealed record SshParameters(string? Address, string? User, int? Port, bool? UsesSudo, string? Fingerprint);
