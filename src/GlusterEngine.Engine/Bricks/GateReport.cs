namespace GlusterEngine.Engine.Bricks;

/// <summary>What the commit gate found.</summary>
/// <param name="Findings">What speaks against the commit; none = green.</param>
/// <param name="LookedAt">Bricks whose files could be looked at.</param>
/// <param name="Leftovers">Paths of the first files that still lie on them.</param>
/// <param name="LeftoverFiles">How many files do.</param>
/// <param name="LeftoverBytes">Their bytes.</param>
public sealed record GateReport(
    IReadOnlyList<GateFinding> Findings, IReadOnlyList<string> LookedAt, IReadOnlyList<string> Leftovers, long LeftoverFiles, long LeftoverBytes)
{
    /// <summary>Whether nothing speaks against the commit.</summary>
    public bool IsGreen => Findings.Count == 0;

    /// <summary>The findings in sentences, with what to do.</summary>
    public string ToText() => string.Join(' ', Findings.Select(static finding => $"{finding.Text} {finding.Next}"));

    /// <summary>Database time; null until it is stored.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Database time before which gluster is not asked again; null when it may be.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>Whether the same kinds of reasons keep the gate closed as in another look, whatever their counts.</summary>
    public bool HasReasonsOf(GateReport other) =>
        Findings.Select(static finding => finding.Key).ToHashSet(StringComparer.Ordinal).SetEquals(other.Findings.Select(static finding => finding.Key));

    /// <summary>Whether the commit may be done.</summary>
    public bool Opens(bool isOverridden) => IsGreen || (isOverridden && Findings.All(static finding => finding.MayBeOverridden));
}
