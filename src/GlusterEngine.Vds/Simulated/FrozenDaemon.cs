namespace GlusterEngine.Vds.Simulated;

/// <summary>What a frozen rebalance process does to those who ask it.</summary>
internal static class FrozenDaemon
{
    public static bool IsIn(Question question, SimulatedTask task)
    {
        foreach (var node in task.Nodes)
        {
            if (node.Daemon == SimulatedDaemonState.Frozen && question.Cluster.IsUp(node.Host))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The caller gives up, glusterd does not: the volume stays locked, and a stop is done when the process wakes.</summary>
    public static SimulatedAnswer Hang(Question question, VolumeState volume, bool isStop)
    {
        volume.LockedUntil = question.Now + VolumeState.AbandonedLock;
        volume.IsStopPending |= isStop;
        return SimulatedAnswer.PlainText("Error : Request timed out") with { Hangs = true };
    }
}
