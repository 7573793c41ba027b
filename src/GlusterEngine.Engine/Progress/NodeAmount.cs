using GlusterEngine.Data.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>
/// How much of its work a node has done, counted in moved files: one that is only looked at costs a fiftieth of one that is moved, and 2 MiB of data
/// cost as much as a file. Pure.
/// </summary>
/// <param name="Done">Done so far.</param>
/// <param name="Least">All its work, if few files have to move.</param>
/// <param name="Likely">All its work, most likely.</param>
/// <param name="Most">All its work, if many files have to move.</param>
internal sealed record NodeAmount(double Done, double Least, double Likely, double Most)
{
    private const double LookCost = 0.02;
    private const double BytesPerFile = 2 << 20;

    // Gluster's crawler counts a file when it queues it: up to 500 wait, and it goes on when 200 are left.
    private const double QueueMost = 500;
    private const double QueueLeast = 200;
    private const double Queue = (QueueMost + QueueLeast) / 2;

    // So many files must be dealt with before what was seen of them weighs as much as what was assumed at the start: as many as wait unseen.
    private const double AssumedFiles = Queue;

    // Folders are inodes too and are not looked at as files: in a tree of small folders, so many of the supposed files may be none.
    private const double FolderShare = 0.2;

    // Of each file gluster keeps a directory and a link, which on most file systems take blocks of their own.
    private const double BytesOfOwn = 12 << 10;

    /// <summary>Null while its total is not known.</summary>
    public static NodeAmount? Of(NodeWork work, TaskNode node)
    {
        if (work.Files is not { } known) return null;
        var handled = Handled(work, node);
        var scanned = Scanned(work, node);
        var isMigration = known <= work.LeastMoves;
        var files = Math.Max(Math.Max(known, 0), isMigration ? handled : Math.Max(handled, scanned));
        var looks = Math.Min(scanned, files);
        var weight = files + (Math.Max(0, work.Bytes - (BytesOfOwn * files)) / BytesPerFile);
        var done = Cost(handled, Bytes(work, node), looks);
        if (files == 0) return new(done, done, done, done);

        var floor = handled / files;
        var (least, likely, most) = isMigration ? (1, 1, 1) : Shares(files, looks, handled, Math.Clamp(work.LeastMoves / files, 0, 1));
        return new(done, Math.Max(done, (1 - FolderShare) * Total(least)), Total(likely), Total(most));

        double Total(double share) => Math.Max(done, (Math.Clamp(share, floor, 1) * weight) + (LookCost * files));
    }

    /// <summary>What a node that is over has done is all there was.</summary>
    public static NodeAmount Over(NodeWork work, TaskNode node)
    {
        var done = DoneBy(work, node);
        return new(done, done, done, done);
    }

    /// <summary>What is done, without regard to what there is to do.</summary>
    public static double DoneBy(NodeWork work, TaskNode node) => Cost(Handled(work, node), Bytes(work, node), Scanned(work, node));

    /// <summary>
    /// Which share of the files has to move: of those that are dealt with, the moved ones. Before there are many, something between the least
    /// share there can be and all.
    /// </summary>
    private static (double Least, double Likely, double Most) Shares(double files, double looks, double handled, double leastShare)
    {
        var dealtWith = Math.Max(0, looks - Queue);
        // Once all is queued, it is not seen any more how many files the moved ones were among.
        var counts = looks < 0.98 * files ? handled : handled * dealtWith / (dealtWith + (Queue / 2));
        var assumed = Math.Sqrt(Math.Max(leastShare, 0.01));
        var spread = (QueueMost - QueueLeast) / 2;
        var likely = (counts + (assumed * AssumedFiles)) / (dealtWith + AssumedFiles);
        var least = (counts + (leastShare * AssumedFiles)) / (dealtWith + spread + AssumedFiles);
        var most = (counts + AssumedFiles) / (Math.Max(0, dealtWith - spread) + AssumedFiles);
        return (Math.Min(least, likely), likely, Math.Max(most, likely));
    }

    private static double Cost(double handled, double bytes, double looks) => handled + (bytes / BytesPerFile) + (LookCost * looks);

    private static double Handled(NodeWork work, TaskNode node) => Sum(work.MovedBefore, node.Files) + Sum(node.Failed, node.Skipped);

    private static double Scanned(NodeWork work, TaskNode node) => Sum(work.MovedBefore, node.Scanned);

    private static double Bytes(NodeWork work, TaskNode node) => Sum(work.BytesBefore, node.Bytes);

    private static double Sum(long left, long right) => (double)Math.Max(0, left) + Math.Max(0, right);
}
