namespace GlusterEngine.Model.Jobs;

/// <summary>What a step does (oVirt <c>StepEnum</c>).</summary>
public enum StepType
{
    /// <summary>Checks of a command.</summary>
    Validating,

    /// <summary>The work of a command; parent of the task step.</summary>
    Executing,

    /// <summary>Clean-up.</summary>
    Finalizing,

    /// <summary>A gluster rebalance.</summary>
    RebalancingVolume,

    /// <summary>A gluster remove-brick.</summary>
    RemovingBricks,

    /// <summary>A type of another engine.</summary>
    Unknown,
}
