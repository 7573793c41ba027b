using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Server.Demo;

/// <summary>
/// Reads <c>GLUSTERENGINE_LAB_HOSTS</c>: <c>name=address,socket</c> or <c>name=address,ssh://user@address:port</c>, separated by semicolons. Pure.
/// </summary>
internal static class LabHosts
{
    public static IReadOnlyList<AddHostParameters> Read(string? text)
    {
        var hosts = new List<AddHostParameters>();
        foreach (var entry in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', 2) is not [var name, var place] || place.Split(',', 2) is not [var address, var way])
                throw new InvalidOperationException($"GLUSTERENGINE_LAB_HOSTS has '{entry}' where name=address,socket or name=address,ssh://user@address:port is expected.");
            hosts.Add(way.StartsWith("ssh://", StringComparison.Ordinal)
                ? new(name, address, ClusterId: null, ClusterName: null, HostTransport.Ssh) { Ssh = SshOf(new Uri(way)) }
                : new(name, address, ClusterId: null, ClusterName: null, HostTransport.Cli, way));
        }

        return hosts;
    }

    private static SshParameters SshOf(Uri way) => new(way.Host, way.UserInfo, way.Port, UsesSudo: false, Fingerprint: null);
}
