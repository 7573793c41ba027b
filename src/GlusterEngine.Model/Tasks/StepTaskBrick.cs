namespace GlusterEngine.Model.Tasks;

/// <summary>A brick that a migration takes out of its volume.</summary>
public sealed class StepTaskBrick
{
    /// <summary>The task step.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Peer name or address in gluster's brick name.</summary>
    public required string ServerName { get; init; }

    /// <summary>Absolute directory.</summary>
    public required string BrickDir { get; init; }

    /// <summary>The peer that holds it.</summary>
    public required Guid PeerUuid { get; init; }
}
