using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Ssh;

namespace GlusterEngine.Vds;

/// <summary>What a transport must know of a host.</summary>
/// <param name="Id">The engine's host id.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Address">Name or address under which gluster knows it.</param>
/// <param name="Transport">How its gluster is reached.</param>
/// <param name="GlusterdSocket">Unix socket of its glusterd; null = gluster's default.</param>
public sealed record VdsHost(Guid Id, Guid ClusterId, string Name, string Address, HostTransport Transport, string? GlusterdSocket)
{
    /// <summary>Where and how it is logged in to, for <see cref="HostTransport.Ssh"/>; else null.</summary>
    public SshTarget? Ssh { get; init; }

    /// <summary>The part of an inventory row that transports need.</summary>
    /// <exception cref="InvalidOperationException">The host is in maintenance: nothing may be asked of it.</exception>
    public static VdsHost Of(Host host) => host.Status == HostStatus.Maintenance
        ? throw new InvalidOperationException($"Host {host.Name} is in maintenance, so nothing may be asked of it.")
        : new(host.Id, host.ClusterId, host.Name, host.Address, host.Transport, host.GlusterdSocket) { Ssh = SshTarget.Of(host) };
}
