using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts as clients describe them. Pure.</summary>
internal static class HostInput
{
    /// <summary>What a host is added with.</summary>
    /// <exception cref="FaultException">Something is missing or cannot be read; 400.</exception>
    public static AddHostParameters Read(HostResource host, Guid? clusterId, string? clusterName)
    {
        Mandatory.Require(host.Name, "host.name");
        Mandatory.Require(host.Address, "host.address");
        Machines.Refuse(host);
        return new(host.Name, host.Address, clusterId, clusterName, TransportOf(host), host.GlusterdSocket)
        {
            Description = host.Description,
            Comment = host.Comment,
            Ssh = SshOf(host.Ssh),
        };
    }

    /// <summary>The transport it names; null when it names none.</summary>
    public static HostTransport? TransportOf(HostResource host) => host.Transport is null ? null : EnumText.Parse<HostTransport>(host.Transport)
        ?? throw FaultException.BadRequest(
            $"host.transport: there is no '{host.Transport}'; use {string.Join(" or ", Enum.GetValues<HostTransport>().Select(static value => value.ToLowerText()))}.");

    /// <summary>How it is logged in to; null when that is not said. Clients of oVirt always send an ssh, also an empty one.</summary>
    /// <exception cref="FaultException">The key that the host has to show cannot be told; 400.</exception>
    public static SshParameters? SshOf(SshResource? ssh) =>
        ssh is null || ssh == new SshResource() ? null : new(ssh.Address, ssh.User?.UserName, ssh.Port, ssh.Sudo, FingerprintOf(ssh));

    private static string? FingerprintOf(SshResource ssh)
    {
        if (ssh.OfferedFingerprint is not null) throw FaultException.BadRequest("host.ssh.offered_fingerprint: that is for the host to show; name the key that it has to show as fingerprint.");
        if (ssh.PublicKey is null) return ssh.Fingerprint;
        if (!SshHostKey.TryParse(ssh.PublicKey, out var key))
            throw FaultException.BadRequest("host.ssh.public_key: that is no public key of a host; it is a type and base64, as in /etc/ssh/ssh_host_ed25519_key.pub there.");
        return ssh.Fingerprint is null || ssh.Fingerprint == key.Fingerprint ? key.Fingerprint
            : throw FaultException.BadRequest($"host.ssh.public_key: its fingerprint is {key.Fingerprint}, not {ssh.Fingerprint}; leave one of them out.");
    }
}
