using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;

namespace GlusterEngine.Engine.Changes;

/// <summary>A short change of a volume that was written down.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="StepId">Its step.</param>
/// <param name="VolumeId">The volume; null for one that is not known yet, or not any more.</param>
public sealed record GlusterVolumeChange(Guid JobId, Guid StepId, Guid? VolumeId) : ICommandJob
{
    /// <summary>Who holds the lease of the volume beside it; null when the change held it itself.</summary>
    public LeaseHolder? Holder { get; init; }

    Guid? ICommandJob.MadeJobId => JobId;
}
