using GlusterEngine.Engine.Commands;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Says a change of the pool.</summary>
internal static class HostVerbs
{
    /// <summary>Tries hosts in turn as long as the verb provably never began, and waits out whoever holds gluster's own lock for a moment. Never says it twice.</summary>
    /// <returns>Who was told, or asked last; null without hosts.</returns>
    public static async Task<(VdsHost? Told, VdsReply<bool> Reply)> SayAsync(CommandServices services, IReadOnlyList<VdsHost> hosts, VdsVerb<bool> verb, CancellationToken stopping)
    {
        VdsHost? told = null;
        VdsReply<bool> reply = new VdsReply<bool>.Unreachable("No host of the cluster is up.");
        foreach (var host in hosts)
        {
            told = host;
            reply = await GlusterLockRetry.RunAsync(() => services.Vds.CallAsync(host, verb, stopping), services.Time, stopping);
            if (reply is not VdsReply<bool>.Unreachable) break;
        }

        return (told, reply);
    }
}
