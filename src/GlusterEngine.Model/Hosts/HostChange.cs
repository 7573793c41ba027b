using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Model.Hosts;

/// <summary>A host that is taken into the pool of its cluster or out of it: the intent, written down before gluster is asked.</summary>
public sealed class HostChange
{
    /// <summary>The EXECUTING step of the command.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Its job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Cluster of the host.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The host; its row is gone once it is removed, or could not be added.</summary>
    public required Guid HostId { get; init; }

    /// <summary>Its name.</summary>
    public required string HostName { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>The command: <see cref="ActionType.AddHost"/> or <see cref="ActionType.RemoveHost"/>.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>The peer that a probe or detach was begun for; null while gluster was not told to change anything.</summary>
    public Guid? PeerUuid { get; set; }

    /// <summary>Engine that asks.</summary>
    public required string EngineId { get; init; }

    /// <summary>Database time at which it was written down.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Database time until which the engine may still get an answer; null once it is known what became of it.</summary>
    public DateTimeOffset? Deadline { get; set; }
}
