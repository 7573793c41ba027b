using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Inventory;

/// <summary>What the hosts of a cluster said about their pool. Pure.</summary>
/// <param name="Hosts">The new state of each host.</param>
/// <param name="Peers">The pool; null when no host answered.</param>
/// <param name="Members">Hosts that belong to the pool, best first: those to ask about volumes.</param>
public sealed record PoolView(
    IReadOnlyList<HostObservation> Hosts, IReadOnlyList<PeerDescription>? Peers, IReadOnlyList<Host> Members)
{
    /// <param name="answers">For each host its own list of the pool, or why there is none.</param>
    /// <param name="foreignPeers">Peers that belong to other clusters, with the cluster's name.</param>
    /// <param name="resting">Hosts of the cluster that were not asked, since they are in maintenance.</param>
    public static PoolView Of(
        IReadOnlyList<(Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason)> answers,
        IReadOnlyDictionary<Guid, string> foreignPeers,
        IReadOnlyList<Host> resting)
    {
        // Peers the cluster's pool is known by: a host whose pool has none of them is a stranger, even when it alone answers.
        var anchors = answers.Select(static answer => answer.Host).Concat(resting)
            .Where(static host => host.Status is HostStatus.Up or HostStatus.Connecting or HostStatus.NonResponsive or HostStatus.Maintenance)
            .Select(static host => host.PeerUuid).OfType<Guid>().ToHashSet();
        var members = answers
            .Where(answer => answer.Peers is { } peers && Self(peers) is not null && !peers.Any(peer => foreignPeers.ContainsKey(peer.Uuid)))
            .GroupBy(static answer => PeersOf(answer.Peers!), StringComparer.Ordinal)
            .Select(static pool => (Answers: pool.ToList(), Peers: pool.First().Peers!))
            .Where(pool => anchors.Count == 0 || pool.Peers.Any(peer => anchors.Contains(peer.Uuid)))
            // Hosts that disagree about who is in the pool are in different pools; the larger group is the cluster's.
            .OrderByDescending(static pool => pool.Answers.Count).ThenByDescending(static pool => pool.Peers.Count)
            .FirstOrDefault().Answers ?? [];
        var taken = new HashSet<Guid>();
        var hosts = new List<HostObservation>();
        foreach (var (host, peers, reason) in answers)
        {
            var self = peers is null ? null : Self(peers);
            hosts.Add(Observe(host, peers, self, reason, foreignPeers, members.Exists(member => member.Host == host), taken));
        }

        var up = members.Where(member => hosts.Single(host => host.Host == member.Host).Status == HostStatus.Up).ToList();
        return new(hosts, up.Count == 0 ? null : Named(up), [.. up.Select(static member => member.Host)]);
    }

    /// <summary>Whether the hosts that answered name different pools.</summary>
    public static bool Disagree(IReadOnlyList<(Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason)> answers) =>
        answers.Select(static answer => answer.Peers).OfType<IReadOnlyList<PeerDescription>>().Select(PeersOf).Distinct(StringComparer.Ordinal).Count() > 1;

    /// <summary>
    /// Whether the brick states of a volume deserve a look before the regular one: one is not known, or does not fit its peer, which went or came
    /// back.
    /// </summary>
    public bool Doubts(GlusterVolume volume) => Peers is { } peers && volume is { Status: GlusterVolumeStatus.Up } && volume.Bricks.Exists(brick =>
        brick.Status == GlusterBrickStatus.Unknown
        || (brick.Status == GlusterBrickStatus.Up) != peers.Any(peer => peer.IsConnected && peer.Uuid == brick.PeerUuid));

    private static HostObservation Observe(
        Host host, IReadOnlyList<PeerDescription>? peers, PeerDescription? self, string? reason,
        IReadOnlyDictionary<Guid, string> foreignPeers, bool isMember, HashSet<Guid> taken)
    {
        if (peers is null && HostKeyWords.WhyUntrusted(host) is { } untrusted) return new(host, HostStatus.NonOperational, untrusted, host.PeerUuid);
        if (peers is null) return new(host, host.Status == HostStatus.Up ? HostStatus.Connecting : HostStatus.NonResponsive, reason, host.PeerUuid);
        if (self is null) return new(host, HostStatus.NonOperational, "Its gluster does not list itself in its pool.", host.PeerUuid);
        if (peers.Select(peer => foreignPeers.GetValueOrDefault(peer.Uuid)).FirstOrDefault(static name => name is not null) is { } other)
            return new(host, HostStatus.NonOperational, $"It belongs to the pool of cluster {other}; add it there instead.", host.PeerUuid);
        if (!isMember)
            return new(host, HostStatus.NonOperational, "It is not in the trusted pool of the cluster's other hosts; probe it from one of them, or remove it here.", host.PeerUuid);
        return taken.Add(self.Uuid)
            ? new(host, HostStatus.Up, null, self.Uuid)
            : new(host, HostStatus.NonOperational, "Its glusterd was added already under another name or address.", null);
    }

    private static string PeersOf(IReadOnlyList<PeerDescription> peers) => string.Join(',', peers.Select(static peer => peer.Uuid).Order());

    private static PeerDescription? Self(IReadOnlyList<PeerDescription> peers) => peers.FirstOrDefault(static peer => peer.IsSelf);

    /// <summary>The pool as its first member lists it; that member calls itself localhost, so its address is put in.</summary>
    private static IReadOnlyList<PeerDescription> Named(IReadOnlyList<(Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason)> members) =>
        [.. members[0].Peers!.Select(peer => peer.IsSelf ? peer with { Hostname = members[0].Host.Address } : peer)];
}
