using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Clusters;

/// <summary>A count of pending heals that was begun.</summary>
/// <param name="JobId">Its job.</param>
public sealed record StartedCount(Guid JobId) : ICommandJob
{
    Guid? ICommandJob.MadeJobId => JobId;
}
