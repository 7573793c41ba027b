namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// The question for all tasks of a cluster hung. Pure. It does so when a node's glusterd is frozen, whichever host is asked, and leaves the volume at which it
/// hung locked for 180 s (spec/gluster.md 3.4), so it is repeated the more rarely the longer that lasts.
/// </summary>
/// <param name="Since">Database time of the first hang without an answer since.</param>
/// <param name="Last">Database time of the last one.</param>
public sealed record TaskListHang(DateTimeOffset Since, DateTimeOffset Last)
{
    /// <summary>How many hosts it is asked in vain, because each question may lock a volume: a frozen node hangs it on all of them, a silent host only its own.</summary>
    public const int MostHosts = 2;

    /// <summary>Whether a round of questions shows that it hangs.</summary>
    /// <param name="hangs">Hosts that gave no answer in time.</param>
    /// <param name="answers">Hosts that answered.</param>
    public static bool IsShownBy(int hangs, int answers) => hangs >= MostHosts || (hangs > 0 && answers == 0);

    /// <summary>Whether the question may be asked again, whatever the nodes do.</summary>
    /// <param name="now">Database time.</param>
    /// <param name="shortest">The first pause.</param>
    /// <param name="upSince">Since when the hosts that are up are so: one that came back since may be the node that was frozen.</param>
    public bool IsOver(DateTimeOffset now, TimeSpan shortest, IEnumerable<DateTimeOffset> upSince) =>
        now >= Last + QuietRule.Pause(Last - Since, shortest) || upSince.Any(since => since > Last);

    /// <summary>
    /// Whether it may be asked if all nodes answer for themselves: then none is frozen, and it was one that was slow. The pauses double from nothing, for
    /// what hangs although all nodes live has another cause.
    /// </summary>
    /// <param name="now">Database time.</param>
    public bool IsOverWhereAllLive(DateTimeOffset now) => now >= Last + QuietRule.Pause(Last - Since, TimeSpan.Zero);
}
