using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Hosts in texts. Pure.</summary>
internal static class HostWords
{
    /// <summary>Each host with its state and since when, such as "node1 non_responsive since 2026-05-04 10:00:00Z".</summary>
    public static string States(IEnumerable<Host> hosts) => string.Join(", ", hosts.Select(static host =>
        $"{host.Name} {host.Status.ToLowerText()} since {host.StatusSince.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"));
}
