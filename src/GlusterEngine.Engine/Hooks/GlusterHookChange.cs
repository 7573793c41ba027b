using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Hooks;

/// <summary>A change of a hook that was written down.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="StepId">Its step.</param>
public sealed record GlusterHookChange(Guid JobId, Guid StepId) : ICommandJob
{
    Guid? ICommandJob.MadeJobId => JobId;
}
