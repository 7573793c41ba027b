using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Vds;

/// <summary>Settings of the VDS client; section <c>Vds</c>.</summary>
public sealed class VdsOptions
{
    /// <summary>The gluster program: a path or a name searched in PATH. Default <c>gluster</c>.</summary>
    [Required]
    public string GlusterProgram { get; set; } = "gluster";

    /// <summary>Deadline of a read without lock, seconds, 1 to 600. Default 15: such a read takes 0.1 s, up to 5 s while glusterd sleeps in a start.</summary>
    [Range(1, 600)]
    public int ReadSeconds { get; set; } = 15;

    /// <summary>Deadline of a status, seconds, 1 to 600. Default 10: one that hangs locks the volume for 180 s.</summary>
    [Range(1, 600)]
    public int StatusSeconds { get; set; } = 10;

    /// <summary>Deadline of a change, seconds, 15 to 600. Default 120, gluster's own; a rebalance start alone takes 10 s.</summary>
    [Range(15, 600)]
    public int ChangeSeconds { get; set; } = 120;

    /// <summary>Seconds between gluster's own <c>--timeout</c> and the kill of the process, 1 to 60. Default 3.</summary>
    [Range(1, 60)]
    public int KillAfterSeconds { get; set; } = 3;

    /// <summary>How long a look at the files of a brick may take, seconds, 1 to 3600. Default 60: some ten million files from a warm cache.</summary>
    [Range(1, 3600)]
    public int BrickScanSeconds { get; set; } = 60;

    /// <summary>gluster's own <c>--timeout</c> for a deadline.</summary>
    public TimeSpan Of(VdsDeadline deadline) => TimeSpan.FromSeconds(deadline switch
    {
        VdsDeadline.Read => ReadSeconds,
        VdsDeadline.Status => StatusSeconds,
        _ => ChangeSeconds,
    });
}
