using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Settings of the simulated gluster; section <c>Simulated</c>.</summary>
public sealed class SimulatedOptions
{
    /// <summary>File that keeps the simulated clusters over a restart of the engine. Default null: memory only.</summary>
    public string? StateFile { get; set; }

    /// <summary>How many times faster than the volumes' own rates tasks run, 0.01 to 10000. Default 1. Counts from the next start on.</summary>
    [Range(0.01, 10_000)]
    public double Speed { get; set; } = 1;

    /// <summary>Seconds a task start takes, 0 to 60; the volume is locked meanwhile. Default 0; real gluster takes 5 or 10.</summary>
    [Range(0, 60)]
    public double StartSeconds { get; set; }

    /// <summary>Any number: task ids and the shares of the nodes follow from it. Default 0.</summary>
    public int Seed { get; set; }
}
