namespace GlusterEngine.Model.Jobs;

/// <summary>State of a job or step (spec/engine.md 3.1).</summary>
public enum JobExecutionStatus
{
    /// <summary>Not over.</summary>
    Started,

    /// <summary>Over, well.</summary>
    Finished,

    /// <summary>Over, failed.</summary>
    Failed,

    /// <summary>Over, stopped.</summary>
    Aborted,

    /// <summary>Over, nobody can tell how.</summary>
    Unknown,
}
