using GlusterEngine.Engine.Locks;

namespace GlusterEngine.Engine.Commands;

/// <summary>The job and step through which a gluster task is followed.</summary>
/// <param name="JobId">The job.</param>
/// <param name="StepId">The task step: the one to poll.</param>
/// <param name="TaskId">Gluster's task id; null until it is known.</param>
public sealed record GlusterAsyncTask(Guid JobId, Guid StepId, Guid? TaskId) : ICommandJob
{
    /// <summary>Whose lease the command worked under; null for a start, whose own it was.</summary>
    public LeaseHolder? Holder { get; init; }

    Guid? ICommandJob.MadeJobId => Holder is null ? JobId : null;
}
