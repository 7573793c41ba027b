namespace GlusterEngine.Vds.Simulated;

/// <summary>A volume as it stands; changed only under the lock of its cluster.</summary>
internal sealed class VolumeState(Guid id, SimulatedVolume definition, VolumeFaults faults)
{
    /// <summary>How long gluster keeps a volume locked for a command whose caller gave up.</summary>
    public static readonly TimeSpan AbandonedLock = TimeSpan.FromSeconds(180);

    public Guid Id { get; } = id;

    public SimulatedVolume Definition { get; set; } = definition;

    public string Name => Definition.Name;

    public VolumeFaults Faults { get; } = faults;

    public SimulatedTask? Task { get; set; }

    /// <summary>Tasks that only one host still knows, by its address.</summary>
    public Dictionary<string, SimulatedTask> Ghosts { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>Whether a stop hangs in front of a frozen daemon; it takes effect when the daemon wakes.</summary>
    public bool IsStopPending { get; set; }

    /// <summary>How a locked volume refuses everything but a rebalance, which names no volume.</summary>
    public string LockedWords => $"Another transaction is in progress for {Name}. Please try again after some time.";

    /// <summary>The task that a host shows.</summary>
    public SimulatedTask? TaskSeenBy(string host) => Ghosts.GetValueOrDefault(host) ?? Task;

    public bool IsLocked(DateTimeOffset now) => Faults.IsLocked || now < LockedUntil;
}
