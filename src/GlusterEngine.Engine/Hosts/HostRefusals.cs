using System.Net;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What forbids a host as it is described. Pure.</summary>
internal static class HostRefusals
{
    // sockaddr_un.sun_path has room for 107 characters and the closing zero.
    private const int LongestSocketPath = 107;

    public static IEnumerable<Refusal> Add(AddHostParameters host)
    {
        if (!ObjectName.IsValid(host.Name)) yield return Refusals.BadName("host", host.Name);
        if (!IsAddress(host.Address))
        {
            yield return new("ACTION_TYPE_FAILED_INVALID_VDS_HOSTNAME",
                $"Cannot add Host. '{host.Address}' is neither a host name nor an IP address.", RefusalKind.BadParameters);
        }

        foreach (var refusal in SshRefusals.Add(host)) yield return refusal;
        if (host.GlusterdSocket is not { } socket) yield break;
        if (host.Transport is { } transport and not HostTransport.Cli)
        {
            yield return new("ACTION_TYPE_FAILED_SOCKET_NEEDS_CLI",
                $"Cannot add Host. glusterd_socket belongs to transport cli, not to {transport.ToLowerText()}.", RefusalKind.BadParameters);
        }
        else if (!socket.StartsWith('/') || socket.Length > LongestSocketPath || socket.Any(char.IsControl))
        {
            yield return new("ACTION_TYPE_FAILED_BAD_SOCKET",
                $"Cannot add Host. '{socket}' is no absolute path of at most {LongestSocketPath} characters.", RefusalKind.BadParameters);
        }
    }

    public static Refusal NoCluster(AddHostParameters host) => new(
        "VDS_CLUSTER_IS_NOT_VALID",
        $"Entity not found: {host.ClusterId?.ToString() ?? host.ClusterName ?? "Default"}. There is no such cluster: name one by id or name.",
        RefusalKind.NotFound);

    // A leading '-' would be read as an option by the programs the address is given to.
    // IPAddress also takes brackets, a port and any text as a scope, which gluster does not.
    public static bool IsAddress(string? address) => ObjectName.IsValid(address)
        ? !address!.StartsWith('-')
        : IPAddress.TryParse(address, out _) && address.All(static c => char.IsAsciiHexDigit(c) || c is ':' or '.');
}
