using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Settings of the tasks sync; section <c>Tasks</c>.</summary>
public sealed class TasksOptions
{
    /// <summary>Seconds between two looks at a cluster's tasks, 1 to 3600. Default 5: a task started from the CLI shows within 10 s.</summary>
    [Range(1, 3600)]
    public int IntervalSeconds { get; set; } = 5;

    /// <summary>Counters asked for at the same time, each of another volume, 1 to 64. Default 4: one call costs the host 0.1 s of a core.</summary>
    [Range(1, 64)]
    public int StatusParallelism { get; set; } = 4;

    /// <summary>Seconds between the two looks that must both lack a task before it counts as gone, 0 to 3600. Default 8, longer than a node is
    /// wrong after its restart.</summary>
    [Range(0, 3600)]
    public int AbsenceSettlesSeconds { get; set; } = 8;

    /// <summary>Seconds a host must have been up before an absence in its answer counts, 0 to 3600. Default 15.</summary>
    [Range(0, 3600)]
    public int FreshHostSeconds { get; set; } = 15;

    /// <summary>Seconds for which a volume's counters are not asked for after the question hung, 0 to 3600, unless gluster lists the volume sooner
    /// than 175 s after it. Default 200: gluster keeps the volume locked, and so out of the list, for 180 s after such a call. The pause doubles while
    /// the questions hang, up to 30 minutes.</summary>
    [Range(0, 3600)]
    public int QuietAfterHangSeconds { get; set; } = 200;

    internal TimeSpan UnseenAfter => TimeSpan.FromSeconds(Math.Max(60, 6 * IntervalSeconds));

    // Two looks, less what one may come early; run times are whole seconds, so nothing below a few of them counts.
    internal TimeSpan StalledAfter => TimeSpan.FromSeconds(Math.Max(4, (2 * IntervalSeconds) - 1));

    internal TimeSpan AbsenceSettles => TimeSpan.FromSeconds(AbsenceSettlesSeconds);

    internal TimeSpan FreshHost => TimeSpan.FromSeconds(FreshHostSeconds);

    internal TimeSpan QuietAfterHang => TimeSpan.FromSeconds(QuietAfterHangSeconds);
}
