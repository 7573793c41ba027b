using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Server.Demo;

/// <summary>Reads <c>GLUSTERENGINE_LAB_HOSTS</c>: <c>name=address,socket</c>, separated by semicolons. Pure.</summary>
internal static class LabHosts
{
    public static IReadOnlyList<AddHostParameters> Read(string? text)
    {
        var hosts = new List<AddHostParameters>();
        foreach (var entry in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', 2) is not [var name, var place] || place.Split(',', 2) is not [var address, var socket])
                throw new InvalidOperationException($"GLUSTERENGINE_LAB_HOSTS has '{entry}' where name=address,socket is expected.");
            hosts.Add(new(name, address, ClusterId: null, ClusterName: null, HostTransport.Cli, socket));
        }

        return hosts;
    }
}
