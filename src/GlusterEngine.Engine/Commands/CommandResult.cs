using GlusterEngine.Engine.Bricks;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>How a run of a command came out: exactly one of the cases below.</summary>
public abstract record CommandResult<TResult>
{
    private CommandResult()
    {
    }

    /// <summary>Carried out.</summary>
    public sealed record Done(TResult Value) : CommandResult<TResult>;

    /// <summary>Written down and under way; only when the caller did not want to wait.</summary>
    public sealed record Accepted(TResult Value) : CommandResult<TResult>;

    /// <summary>Not begun; nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : CommandResult<TResult>;

    /// <summary>A dry run to whose end nothing speaks against the command.</summary>
    /// <param name="Plan">What it would do; null when it moves no data off bricks.</param>
    /// <param name="Gate">What the gate says; null when the command has none.</param>
    public sealed record Rehearsed(MigrationPlan? Plan, GateReport? Gate) : CommandResult<TResult>;

    /// <summary>The gate is closed. Nothing was changed.</summary>
    /// <param name="Report">What speaks against it.</param>
    /// <param name="Value">The result so far; null where a dry run left none.</param>
    public sealed record GateClosed(GateReport Report, TResult? Value) : CommandResult<TResult>;

    /// <summary>Gluster said no.</summary>
    public sealed record GlusterRefused(GlusterError Error, TResult Value) : CommandResult<TResult>;

    /// <summary>No host could be asked; gluster was changed in nothing.</summary>
    public sealed record Unreachable(string Reason, TResult Value) : CommandResult<TResult>;

    /// <summary>Gluster gave no definite answer; the tasks sync finds out.</summary>
    public sealed record OutcomeUnknown(string Reason, TResult Value) : CommandResult<TResult>;
}
