using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A node's part of a task.</summary>
internal sealed record NodeWork
{
    public required string Host { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public required long FilesToMove { get; init; }

    public required long FilesToScan { get; init; }

    public required long BytesPerFile { get; init; }

    public long FilesThatFail { get; init; }

    public long FilesSkipped { get; init; }

    public SimulatedDaemonState Daemon { get; init; }

    /// <summary>Since when the daemon does nothing; null when it works.</summary>
    public DateTimeOffset? HaltedAt { get; init; }

    /// <summary>How long it did nothing before.</summary>
    public TimeSpan HaltedFor { get; init; }

    public NodeWork Switch(SimulatedDaemonState daemon, DateTimeOffset now) => daemon == SimulatedDaemonState.Running
        ? this with { Daemon = daemon, HaltedAt = null, HaltedFor = HaltedFor + (now - (HaltedAt ?? now)) }
        : this with { Daemon = daemon, HaltedAt = HaltedAt ?? now };

    /// <summary>Where the node is at a moment: nothing but arithmetic, so it costs nothing to have many tasks and none is lost.</summary>
    public NodeProgress At(DateTimeOffset now)
    {
        var elapsed = (HaltedAt ?? now) - StartedAt - HaltedFor;
        var isOver = elapsed >= Duration;
        var fraction = isOver ? 1 : Math.Max(0, elapsed / Duration);
        var failed = (long)(FilesThatFail * fraction);
        var skipped = (long)(FilesSkipped * fraction);
        var moved = (long)(FilesToMove * fraction) - failed - skipped;
        return new NodeProgress(
            isOver ? GlusterTaskStatus.Completed : Daemon == SimulatedDaemonState.Failed ? GlusterTaskStatus.Failed : GlusterTaskStatus.InProgress,
            moved,
            moved * BytesPerFile,
            (long)(FilesToScan * fraction),
            failed,
            skipped,
            (long)(isOver ? Duration : elapsed).TotalSeconds);
    }
}
