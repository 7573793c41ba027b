namespace GlusterEngine.Model.Jobs;

/// <summary>Commands, by oVirt names.</summary>
public enum ActionType
{
    /// <summary>Start a rebalance.</summary>
    StartRebalanceGlusterVolume,

    /// <summary>Stop a rebalance.</summary>
    StopRebalanceGlusterVolume,

    /// <summary>Start a brick migration.</summary>
    StartRemoveGlusterVolumeBricks,

    /// <summary>Add a cluster.</summary>
    AddCluster,

    /// <summary>Remove a cluster.</summary>
    RemoveCluster,

    /// <summary>Add a host.</summary>
    AddHost,

    /// <summary>Remove a host.</summary>
    RemoveHost,
}
