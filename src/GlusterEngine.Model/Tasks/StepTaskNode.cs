namespace GlusterEngine.Model.Tasks;

/// <summary>Counters of one node as last seen.</summary>
public sealed class StepTaskNode
{
    /// <summary>The task step.</summary>
    public required Guid StepId { get; init; }

    /// <summary>The node.</summary>
    public required Guid PeerUuid { get; init; }

    /// <summary>Database time at which they last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Database time at which its status or a counter other than the run time last changed.</summary>
    public DateTimeOffset MovedAt { get; init; }

    /// <summary>Gluster's status of the node.</summary>
    public required GlusterTaskStatus Status { get; init; }

    /// <summary>Files moved.</summary>
    public required long Files { get; init; }

    /// <summary>Bytes moved.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files looked at.</summary>
    public required long Scanned { get; init; }

    /// <summary>Files that could not be moved.</summary>
    public required long Failed { get; init; }

    /// <summary>Files passed over.</summary>
    public required long Skipped { get; init; }

    /// <summary>Seconds the node has worked.</summary>
    public required double RunTime { get; init; }
}
