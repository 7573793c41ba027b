namespace GlusterEngine.Vds.Simulated;

/// <summary>What is wrong with a simulated brick; nothing at first.</summary>
public sealed class BrickFaults
{
    private long pendingHeals;
    private long leftoverFiles;
    private long leftoverBytes;

    /// <summary>Entries that wait for a heal.</summary>
    public long PendingHeals
    {
        get => Interlocked.Read(ref pendingHeals);
        set => Interlocked.Exchange(ref pendingHeals, value);
    }

    /// <summary>Files that a migration leaves behind without a word, on top of those it reports as failed or skipped.</summary>
    public long LeftoverFiles
    {
        get => Interlocked.Read(ref leftoverFiles);
        set => Interlocked.Exchange(ref leftoverFiles, value);
    }

    /// <summary>Size of <see cref="LeftoverFiles"/>.</summary>
    public long LeftoverBytes
    {
        get => Interlocked.Read(ref leftoverBytes);
        set => Interlocked.Exchange(ref leftoverBytes, value);
    }
}
