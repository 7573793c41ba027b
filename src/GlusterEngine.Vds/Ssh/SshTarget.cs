using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Where and how a host is logged in to. Equal targets share one connection.</summary>
/// <param name="Address">Name, address, or alias in the client's configuration.</param>
/// <param name="User">Account on the host; null = what the client's configuration says.</param>
/// <param name="Port">Port; null = what the client's configuration says.</param>
/// <param name="UsesSudo">Whether the commands run as root by <c>sudo -n</c>.</param>
/// <param name="HostKey">The only key by which the host is recognised; null as long as none is pinned, and then nothing is said to it.</param>
public sealed record SshTarget(string Address, string? User, int? Port, bool UsesSudo, SshHostKey? HostKey)
{
    /// <summary>The part of an inventory row that says so; null for a host of another transport.</summary>
    public static SshTarget? Of(Host host) => host.Transport != HostTransport.Ssh ? null
        : new(host.SshAddress ?? host.Address, host.SshUser, host.SshPort, host.SshUsesSudo, SshHostKey.TryParse(host.SshHostKey, out var key) ? key : null);

    /// <summary>Such as <c>ssh://root@gluster1:2222</c>.</summary>
    public string Uri => $"ssh://{(User is null ? "" : $"{User}@")}{(Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]" : Address)}{(Port is { } port ? $":{port}" : "")}";
}
