using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>A host that was added, removed, activated or deactivated, and the job of it.</summary>
/// <param name="Host">The host.</param>
/// <param name="JobId">The job.</param>
/// <param name="StepId">Its EXECUTING step.</param>
public sealed record ChangedHost(Host Host, Guid JobId, Guid StepId) : ICommandJob
{
    Guid? ICommandJob.MadeJobId => JobId;
}
