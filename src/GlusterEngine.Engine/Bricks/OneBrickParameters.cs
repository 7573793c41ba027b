using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of a command that empties one brick so that the others of its set fill it again.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="BrickId">The brick.</param>
public abstract record OneBrickParameters(Guid ClusterId, Guid VolumeId, Guid BrickId) : GlusterVolumeParameters(ClusterId, VolumeId)
{
    /// <summary>Whether to do it although heals are pending or nobody tells of them; takes a <see cref="Reason"/>.</summary>
    public bool Override { get; init; }

    /// <summary>Why; goes into the audit log.</summary>
    public string? Reason { get; init; }
}
