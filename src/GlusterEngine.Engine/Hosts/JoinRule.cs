using GlusterEngine.Engine.Commands;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>How a new host stands to the pool of its cluster, and what is to be done. Only a host that answers and is alone is probed. Pure.</summary>
internal static class JoinRule
{
    public static JoinDecision Decide(JoinScene scene)
    {
        if (scene.Own is not { } own || scene.Pool is not { } pool) return new JoinDecision.Leave(scene.Problem);
        // What its gluster tells then is for the regular look to judge.
        if (own.FirstOrDefault(static peer => peer.IsSelf) is not { } self) return new JoinDecision.Leave(Why: null);
        if (own.Select(peer => scene.ForeignPeers.GetValueOrDefault(peer.Uuid)).FirstOrDefault(static name => name is not null) is { } other)
            return Refuse(scene, $"{scene.Name} belongs to the pool of cluster {other}; add it there instead, or remove it from there first.");
        var strangers = own.Where(peer => !peer.IsSelf && !pool.Any(known => known.Uuid == peer.Uuid)).Select(static peer => peer.Hostname).ToList();
        if (strangers.Count > 0)
        {
            return Refuse(scene, $"{scene.Name} is in another trusted pool, with {string.Join(", ", strangers)}, and was not probed. "
                + "Detach it there first (gluster peer detach, on one of them), or add it to a cluster of its own.");
        }

        return pool.FirstOrDefault(peer => peer.Uuid == self.Uuid) is { } listed ? Judge(scene, own, listed) : new JoinDecision.Probe(self.Uuid);
    }

    private static JoinDecision Judge(JoinScene scene, IReadOnlyList<PeerDescription> own, PeerDescription listed)
    {
        if (listed.IsRejected)
        {
            return Refuse(scene, $"The pool of cluster {scene.Cluster} rejects {scene.Name}: what its gluster keeps of the volumes differs from the others'. "
                + "Bring it in line there (in /var/lib/glusterd keep only glusterd.info, restart glusterd, probe a peer), then add it again.");
        }

        if (!listed.IsSelf && own.Count == 1)
        {
            return Refuse(scene, $"The pool of cluster {scene.Cluster} lists {scene.Name}, but its own gluster knows of no pool: it was taken in or out only in part. "
                + $"Detach {listed.Hostname} on one of the other hosts (gluster peer detach), then add it again.");
        }

        return new JoinDecision.Leave(Why: null);
    }

    private static JoinDecision.Refuse Refuse(JoinScene scene, string text) =>
        new(new("SERVER_ALREADY_PART_OF_ANOTHER_CLUSTER", $"Cannot add Host. {text}", RefusalKind.Conflict));
}
