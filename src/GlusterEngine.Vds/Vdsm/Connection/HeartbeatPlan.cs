using System.Globalization;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>When to send heart-beats and when to give a peer up. Pure.</summary>
/// <param name="Interval">How often to send one; null when nobody waits for them.</param>
/// <param name="Silence">How long the peer may send nothing at all; null when it promised nothing.</param>
internal sealed record HeartbeatPlan(TimeSpan? Interval, TimeSpan? Silence)
{
    private const double Patience = 1.5;

    // Where neither side promised anything there is still the end of an idle connection to be found.
    private static readonly TimeSpan Unhurried = TimeSpan.FromMinutes(1);

    /// <summary>How often to look at the connection.</summary>
    public TimeSpan Period => Interval ?? (Silence / 4) ?? Unhurried;

    /// <summary>Reads the <c>heart-beat</c> of a CONNECTED frame: what the peer will send, and what it wants, in ms; 0 means none.</summary>
    /// <param name="header">The header; null, or anything but two numbers, counts as none.</param>
    /// <param name="promised">What this side promised. VDSM closes a connection the moment that has passed, so half of it is kept.</param>
    public static HeartbeatPlan Of(string? header, TimeSpan promised)
    {
        var numbers = (header ?? "").Split(',');
        if (numbers.Length != 2 || !TryRead(numbers[0], out var sends) || !TryRead(numbers[1], out var wants)) return new(null, null);
        return new(
            wants == 0 || promised == TimeSpan.Zero ? null : promised / 2,
            sends == 0 ? null : TimeSpan.FromMilliseconds(sends) * Patience);
    }

    private static bool TryRead(string text, out int milliseconds) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds);
}
