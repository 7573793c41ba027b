namespace GlusterEngine.Vds.Simulated;

/// <summary>What is wrong with a simulated volume; nothing at first.</summary>
public sealed class VolumeFaults
{
    private volatile bool isLocked;

    /// <summary>Another transaction holds it: refused with 30802, left out of the list of all tasks.</summary>
    public bool IsLocked
    {
        get => isLocked;
        set => isLocked = value;
    }
}
