using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Volumes;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Rest;

/// <summary>Outcomes of commands as answers (spec/rest.md 4, 6). Pure.</summary>
internal static class CommandAnswers
{
    private const string Failed = "Operation Failed";

    /// <summary>Answer of an operation on a long task: an action that carries the job and the step to poll, or a fault inside an action.</summary>
    public static ObjectResult ToAction(this CommandResult<GlusterAsyncTask> result, ActionResource request, Hrefs hrefs) => result.ToAction(
        request,
        hrefs,
        (answer, task) => WithTask(answer, task, hrefs) with { Lease = result.IsRefusal() ? LeaseOf(task.Holder, hrefs) : null });

    /// <summary>
    /// The same for operations that oVirt fails with a bare fault (marked P in spec/rest.md 6), which then carries what the action would besides its own
    /// members.
    /// </summary>
    public static ObjectResult ToPerformed(this CommandResult<GlusterAsyncTask> result, ActionResource request, Hrefs hrefs) => result.ToAction(request, hrefs).ToPerformed();

    /// <summary>Makes of a failed action the bare fault.</summary>
    public static ObjectResult ToPerformed(this ObjectResult answer)
    {
        if (answer.Value is ActionResource { Fault: { } fault } failed)
            answer.Value = fault with { Gate = failed.Gate, Job = failed.Job, Lease = failed.Lease, Step = failed.Step };
        return answer;
    }

    /// <summary>Answer of an operation that changes a volume: an action that carries the job and the step.</summary>
    public static ObjectResult ToAction(this CommandResult<GlusterVolumeChange> result, ActionResource request, Hrefs hrefs) => result.ToAction(
        request,
        hrefs,
        (answer, change) => answer with
        {
            Job = new JobResource { Id = change.JobId.ToString(), Href = hrefs.Job(change.JobId) },
            Step = new StepResource { Id = change.StepId.ToString(), Href = hrefs.Step(change.JobId, change.StepId) },
            Lease = result.IsRefusal() ? LeaseOf(change.Holder, hrefs) : null,
        });

    /// <summary>The same for those that oVirt fails with a bare fault: a volume is created or deleted, bricks are added.</summary>
    public static ObjectResult ToPerformed(this CommandResult<GlusterVolumeChange> result, ActionResource request, Hrefs hrefs) => result.ToAction(request, hrefs).ToPerformed();

    /// <summary>Answer of an operation that changes a hook: an action that carries the job and the step.</summary>
    public static ObjectResult ToAction(this CommandResult<GlusterHookChange> result, ActionResource request, Hrefs hrefs) => result.ToAction(
        request,
        hrefs,
        (answer, change) => answer with
        {
            Job = new JobResource { Id = change.JobId.ToString(), Href = hrefs.Job(change.JobId) },
            Step = new StepResource { Id = change.StepId.ToString(), Href = hrefs.Step(change.JobId, change.StepId) },
        });

    /// <summary>The same for the one that oVirt fails with a bare fault.</summary>
    public static ObjectResult ToPerformed(this CommandResult<GlusterHookChange> result, ActionResource request, Hrefs hrefs) => result.ToAction(request, hrefs).ToPerformed();

    /// <summary>Answer of any action; <paramref name="show"/> adds what its command gives back. A refusal because of a lease says who holds it.</summary>
    public static ObjectResult ToAction<T>(this CommandResult<T> result, ActionResource request, Hrefs hrefs, Func<ActionResource, T, ActionResource> show)
    {
        var (status, answer) = result switch
        {
            CommandResult<T>.Done done => (200, show(request, done.Value) with { Status = "complete" }),
            CommandResult<T>.Accepted accepted => (202, show(request, accepted.Value) with { Status = "in_progress" }),
            CommandResult<T>.OutcomeUnknown unknown => (202, show(request, unknown.Value) with { Status = "pending" }),
            CommandResult<T>.Rehearsed rehearsed => (200, request with
            {
                Status = "complete",
                Plan = rehearsed.Plan is { } plan ? MigrationResources.Of(plan) : null,
                Gate = rehearsed.Gate is { } gate ? MigrationResources.Of(gate) : null,
            }),
            CommandResult<T>.GateClosed closed => (409, (closed.Value is { } value ? show(request, value) : request) with
            {
                Status = "failed",
                Gate = MigrationResources.Of(closed.Report),
                Fault = new FaultResource { Reason = Failed, Detail = $"[{string.Join(", ", closed.Report.Findings.Select(static finding => $"{finding.Text} {finding.Next}"))}]" },
            }),
            CommandResult<T>.Refused refused => (StatusOf(refused.Reasons), request with
            {
                Status = "failed",
                Fault = FaultOf(refused.Reasons),
                Lease = LeaseOf(refused.Reasons.Select(static reason => reason.Holder).FirstOrDefault(static holder => holder is not null), hrefs),
            }),
            CommandResult<T>.GlusterRefused refused => (StatusOf(refused.Error), show(request, refused.Value) with
            {
                Status = "failed",
                Fault = new FaultResource { Reason = Failed, Detail = $"[{refused.Error.Text}]" },
            }),
            CommandResult<T>.Unreachable unreachable => (409, show(request, unreachable.Value) with
            {
                Status = "failed",
                Fault = new FaultResource { Reason = Failed, Detail = $"[No host of the cluster could be asked: {unreachable.Reason}]" },
            }),
            _ => throw new InvalidOperationException($"Such a command cannot come out as {result.GetType()}."),
        };
        return new(answer) { StatusCode = status };
    }

    /// <summary>The value of a command that only writes to the database; any other outcome ends the request with a fault.</summary>
    public static T ValueOrFault<T>(this CommandResult<T> result) => result switch
    {
        CommandResult<T>.Done done => done.Value,
        CommandResult<T>.Refused refused => throw FaultExceptionOf(refused.Reasons),
        _ => throw new InvalidOperationException($"Such a command cannot come out as {result.GetType()}."),
    };

    /// <summary>The value of a command that adds something in gluster; any other definite outcome ends the request with a fault. Null while nobody knows, and for a dry run.</summary>
    public static T? DoneOrFault<T>(this CommandResult<T> result)
        where T : class => result switch
        {
            CommandResult<T>.Done done => done.Value,
            CommandResult<T>.Refused refused => throw FaultExceptionOf(refused.Reasons),
            CommandResult<T>.GlusterRefused refused => throw new FaultException(StatusOf(refused.Error), Failed, $"[{refused.Error.Text}]"),
            CommandResult<T>.Unreachable unreachable => throw new FaultException(StatusCodes.Status409Conflict, Failed, $"[No host of the cluster could be asked: {unreachable.Reason}]"),
            _ => null,
        };

    private static FaultException FaultExceptionOf(IReadOnlyList<Refusal> reasons)
    {
        var fault = FaultOf(reasons);
        return new(StatusOf(reasons), fault.Reason!, fault.Detail);
    }

    private static FaultResource FaultOf(IReadOnlyList<Refusal> reasons) => reasons is [{ Reason: { } reason, Text: var text }]
        ? new() { Reason = reason, Detail = text }
        : new() { Reason = Failed, Detail = $"[{string.Join(", ", reasons.Select(static reason => reason.Text))}]" };

    /// <summary>Whether nothing came of it after the command was written down.</summary>
    private static bool IsRefusal<T>(this CommandResult<T> result) =>
        result is CommandResult<T>.GateClosed or CommandResult<T>.GlusterRefused or CommandResult<T>.Unreachable;

    private static LeaseResource? LeaseOf(LeaseHolder? holder, Hrefs hrefs) => holder is null ? null : LeaseResources.Of(holder, hrefs);

    private static int StatusOf(IReadOnlyList<Refusal> reasons)
    {
        if (reasons.Any(static reason => reason.Kind == RefusalKind.NotFound)) return StatusCodes.Status404NotFound;
        if (reasons.Any(static reason => reason.Kind == RefusalKind.BadParameters)) return StatusCodes.Status400BadRequest;
        return reasons.Any(static reason => reason.Kind == RefusalKind.Conflict) ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden;
    }

    /// <summary>A lock or a task of somebody else passes; the request itself was right.</summary>
    private static int StatusOf(GlusterError error) =>
        error.Meaning is GlusterErrorMeaning.Locked or GlusterErrorMeaning.ProcessUnreachable or GlusterErrorMeaning.GenerationMoved or GlusterErrorMeaning.PeersAway
            or GlusterErrorMeaning.LookForbids or GlusterErrorMeaning.LookHung or GlusterErrorMeaning.TasksUntold ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

    private static ActionResource WithTask(ActionResource request, GlusterAsyncTask task, Hrefs hrefs) => request with
    {
        Job = new JobResource { Id = task.JobId.ToString(), Href = hrefs.Job(task.JobId) },
        Step = new StepResource { Id = task.StepId.ToString(), Href = hrefs.Step(task.JobId, task.StepId) },
    };
}
