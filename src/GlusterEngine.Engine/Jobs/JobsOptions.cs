using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Settings of job retention; section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    /// <summary>Days for which a job that ended well is kept with its steps and samples, 1 to 3650. Default 7.</summary>
    [Range(1, 3650)]
    public int KeepSucceededDays { get; set; } = 7;

    /// <summary>Days for which any other ended job is kept, 1 to 3650. Default 30.</summary>
    [Range(1, 3650)]
    public int KeepFailedDays { get; set; } = 30;

    /// <summary>Minutes between two clean-ups, 1 to 1440. Default 10, as in oVirt.</summary>
    [Range(1, 1440)]
    public int CleanupMinutes { get; set; } = 10;
}
