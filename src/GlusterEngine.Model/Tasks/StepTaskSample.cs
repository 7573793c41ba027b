namespace GlusterEngine.Model.Tasks;

/// <summary>Counters of one node at one poll; written only when they changed, so that rates and history survive gluster and engine restarts.</summary>
public sealed class StepTaskSample
{
    /// <summary>Ascending id.</summary>
    public long Id { get; init; }

    /// <summary>The task step.</summary>
    public required Guid StepId { get; init; }

    /// <summary>The node.</summary>
    public required Guid PeerUuid { get; init; }

    /// <summary>Database time of the poll.</summary>
    public DateTimeOffset TakenAt { get; init; }

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
