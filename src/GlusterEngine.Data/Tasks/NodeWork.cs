namespace GlusterEngine.Data.Tasks;

/// <summary>What a node had to do when its task was first seen, and what its counters no longer show because they began again.</summary>
/// <param name="PeerUuid">The node.</param>
public sealed record NodeWork(Guid PeerUuid)
{
    /// <summary>Files to look at; those to move where all of them are. Null while not known.</summary>
    public long? Files { get; init; }

    /// <summary>How many of them are moved at least; all of them in a migration.</summary>
    public long LeastMoves { get; init; }

    /// <summary>Bytes of those files.</summary>
    public long Bytes { get; init; }

    /// <summary>Files moved before the counters last began again.</summary>
    public long MovedBefore { get; init; }

    /// <summary>Bytes of those.</summary>
    public long BytesBefore { get; init; }

    /// <summary>The share of <see cref="MovedBefore"/> that the last restart added; taken back when the old counters return.</summary>
    public long MovedLast { get; init; }

    /// <summary>The same of <see cref="BytesBefore"/>.</summary>
    public long BytesLast { get; init; }

    /// <summary>What the node has done in all, where its counters show only what it did since they last began again. A file that was moved had been looked at.</summary>
    public TaskNode InAll(TaskNode shown) => shown with
    {
        Files = Add(MovedBefore, shown.Files),
        Bytes = Add(BytesBefore, shown.Bytes),
        Scanned = Add(MovedBefore, shown.Scanned),
    };

    // Gluster's numbers are believed only as far as they can be added up.
    private static long Add(long before, long shown) => before <= 0 ? shown : (long)Math.Min(long.MaxValue / 2, (decimal)before + Math.Max(0, shown));
}
