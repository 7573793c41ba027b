namespace GlusterEngine.Vds.Simulated;

/// <summary>What is wrong with a simulated host; nothing at first.</summary>
public sealed class HostFaults
{
    private long delayTicks;
    private volatile bool isDown;
    private volatile bool losesReplies;
    private volatile bool hasReadOnlyHooks;

    /// <summary>Its glusterd is dead: calls are refused and the others miss it. Tasks on it go on, as they do under a dead glusterd.</summary>
    public bool IsDown
    {
        get => isDown;
        set => isDown = value;
    }

    /// <summary>It does what it is told, and then its reply is lost.</summary>
    public bool LosesReplies
    {
        get => losesReplies;
        set => losesReplies = value;
    }

    /// <summary>Its hooks can be read and not be changed.</summary>
    public bool HasReadOnlyHooks
    {
        get => hasReadOnlyHooks;
        set => hasReadOnlyHooks = value;
    }

    /// <summary>It does what it is told, and its reply comes so much later; above the deadline, not at all.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref delayTicks));
        set => Interlocked.Exchange(ref delayTicks, value.Ticks);
    }
}
