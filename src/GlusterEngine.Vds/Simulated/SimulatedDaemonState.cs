namespace GlusterEngine.Vds.Simulated;

/// <summary>What the rebalance process of a node does.</summary>
public enum SimulatedDaemonState
{
    /// <summary>It works, or has ended well.</summary>
    Running,

    /// <summary>Dead, but gluster still says <c>in progress</c>: the counters stand still.</summary>
    Stalled,

    /// <summary>Dead, and gluster says <c>failed</c>.</summary>
    Failed,

    /// <summary>Frozen: a status hangs until its time-out and locks the volume for 180 s (spec/gluster.md 3.4).</summary>
    Frozen,
}
