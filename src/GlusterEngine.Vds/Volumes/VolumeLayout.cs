namespace GlusterEngine.Vds.Volumes;

/// <summary>How files are laid out over the bricks of a new volume; all 0 for a distributed one without copies.</summary>
/// <param name="ReplicaCount">Copies of each file, arbiters counted; 0 for none.</param>
/// <param name="ArbiterCount">Arbiters per replica set.</param>
/// <param name="DisperseCount">Bricks of a disperse set; 0 for none.</param>
/// <param name="RedundancyCount">Bricks of a disperse set that may be lost; 0 lets gluster choose.</param>
public sealed record VolumeLayout(int ReplicaCount, int ArbiterCount, int DisperseCount, int RedundancyCount)
{
    /// <summary>The transports, lower case; null for gluster's default, tcp.</summary>
    public IReadOnlyList<string>? Transports { get; init; }

    /// <summary>Bricks that hold the same files or parts of them; 1 without sets.</summary>
    public int SetSize => Math.Max(1, Math.Max(ReplicaCount, DisperseCount));

    /// <summary>As the command line of gluster has it.</summary>
    internal IEnumerable<string> Words =>
    [
        .. ReplicaCount > 1 ? (string[])["replica", $"{ReplicaCount}"] : [],
        .. ArbiterCount > 0 ? (string[])["arbiter", $"{ArbiterCount}"] : [],
        .. DisperseCount > 0 ? (string[])["disperse", $"{DisperseCount}"] : [],
        .. RedundancyCount > 0 ? (string[])["redundancy", $"{RedundancyCount}"] : [],
        .. Transports is null ? [] : (string[])["transport", string.Join(',', Transports)],
    ];
}
