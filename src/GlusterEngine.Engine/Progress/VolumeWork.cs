using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Progress;

/// <summary>What a task that starts now has to do on each node, from what lies on the bricks. Pure.</summary>
internal static class VolumeWork
{
    /// <param name="bricks">All bricks of the volume.</param>
    /// <param name="leaving">Those that a migration empties; none for a rebalance.</param>
    /// <param name="dataBricks">Bricks of a set among which a file's bytes are divided; 1 but for disperse.</param>
    /// <returns>The nodes of which it is known.</returns>
    public static IReadOnlyList<NodeWork> Of(IReadOnlyList<BrickFill> bricks, IReadOnlyCollection<BrickAddress> leaving, int dataBricks)
    {
        // A volume whose bricks are not known yet tells nothing.
        if (bricks.Count == 0) return [];
        var sets = bricks.GroupBy(static brick => brick.Set).Select(static set => set.ToList()).ToList();
        var shares = leaving.Count > 0
            ? sets.Where(set => set.Exists(brick => leaving.Contains(brick.Address))).SelectMany(set => Migrate(set, dataBricks))
            : Rebalance(sets, dataBricks);
        return [.. shares.GroupBy(static share => share.PeerUuid).OrderBy(static node => node.Key).Select(static node => Sum([.. node]))];
    }

    /// <summary>All files of the set are moved; its nodes share them, as the files' gfids fall.</summary>
    private static IEnumerable<NodeWork> Migrate(List<BrickFill> set, int dataBricks)
    {
        var (files, bytes) = FillOf(set, dataBricks);
        var peers = PeersOf(set);
        return peers.Select(peer => new NodeWork(peer) { Files = files / peers.Count, LeastMoves = (files ?? 0) / peers.Count, Bytes = bytes / peers.Count });
    }

    /// <summary>
    /// Every node looks at all files of its sets, and the nodes of a set share those to move: at least what the set has more than the average set.
    /// Gluster often moves more, because the new ranges of names do not fit the old ones.
    /// </summary>
    private static IEnumerable<NodeWork> Rebalance(List<List<BrickFill>> sets, int dataBricks)
    {
        var fills = sets.ConvertAll(set => FillOf(set, dataBricks));
        var average = fills.TrueForAll(static fill => fill.Files is not null) ? fills.Average(static fill => (double)fill.Files!.Value) : double.MaxValue;
        return sets.Zip(fills).SelectMany(pair =>
        {
            var peers = PeersOf(pair.First);
            var excess = (long)Math.Max(0, (pair.Second.Files ?? 0) - average);
            return peers.Select(peer => new NodeWork(peer) { Files = pair.Second.Files, LeastMoves = excess / peers.Count, Bytes = pair.Second.Bytes });
        });
    }

    private static (long? Files, long Bytes) FillOf(List<BrickFill> set, int dataBricks) => (
        set.TrueForAll(static brick => brick.Files is null) ? null : set.Max(static brick => brick.Files),
        set.Where(static brick => !brick.IsArbiter).Max(static brick => brick.Bytes) * dataBricks ?? 0);

    private static List<Guid> PeersOf(List<BrickFill> set) => [.. set.Select(static brick => brick.Peer).Distinct()];

    private static NodeWork Sum(IReadOnlyList<NodeWork> shares) => shares[0] with
    {
        Files = shares.Any(static share => share.Files is null) ? null : shares.Sum(static share => share.Files),
        LeastMoves = shares.Sum(static share => share.LeastMoves),
        Bytes = shares.Sum(static share => share.Bytes),
    };
}
