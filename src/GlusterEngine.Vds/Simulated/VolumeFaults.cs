namespace GlusterEngine.Vds.Simulated;

/// <summary>What is wrong with a simulated volume; nothing at first.</summary>
public sealed class VolumeFaults
{
    private volatile bool isLocked;
    private long filesThatFail;
    private long filesSkipped;

    /// <summary>Another transaction holds it: refused with 30802, left out of the list of all tasks.</summary>
    public bool IsLocked
    {
        get => isLocked;
        set => isLocked = value;
    }

    /// <summary>Files that fail in tasks started from now on, on top of <see cref="SimulatedVolume.FilesThatFail"/>.</summary>
    public long FilesThatFail
    {
        get => Interlocked.Read(ref filesThatFail);
        set => Interlocked.Exchange(ref filesThatFail, value);
    }

    /// <summary>Files that tasks started from now on pass over, on top of <see cref="SimulatedVolume.FilesSkipped"/>.</summary>
    public long FilesSkipped
    {
        get => Interlocked.Read(ref filesSkipped);
        set => Interlocked.Exchange(ref filesSkipped, value);
    }
}
