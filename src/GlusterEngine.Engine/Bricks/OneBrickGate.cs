using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>
/// Judges whether one brick may be emptied without losing a file that the others of its set do not hold yet. Gluster counts an entry at the bricks that are
/// ahead, and does not tell at which brick they are ahead of; so no brick of the set may have one. Pure.
/// </summary>
internal static class OneBrickGate
{
    private const string Unknown = "HEAL_UNKNOWN";
    private const string OrOverride = "or say override=true and a reason.";

    public static GateReport Judge(OneBrickEvidence evidence) => new([.. Copies(evidence), .. Heals(evidence)], [], [], LeftoverFiles: 0, LeftoverBytes: 0);

    private static IEnumerable<GateFinding> Copies(OneBrickEvidence evidence)
    {
        if (evidence.Online is not { } online)
        {
            yield return new("STATES_UNREADABLE", $"Which bricks beside {evidence.Leaving} are up could not be read: {evidence.Problem}", $"Try again, {OrOverride}", MayBeOverridden: true);
        }
        else if (evidence.Rest.Count(brick => !brick.IsArbiter && online.Contains(brick.Address)) < evidence.Needed)
        {
            var down = evidence.Rest.Select(static brick => brick.Address).Where(brick => !online.Contains(brick));
            yield return new("COPIES_DOWN", $"Too few bricks are up to fill {evidence.Leaving} again: {string.Join(", ", down)} not.", "Bring them up first.", MayBeOverridden: false);
        }
    }

    private static IEnumerable<GateFinding> Heals(OneBrickEvidence evidence)
    {
        if (evidence.HealsAreUncounted)
        {
            yield return new(Unknown, "Whether a heal is pending is not known: gluster counts heals of replicated volumes only.",
                "Look with gluster volume heal NAME info, then say override=true and a reason.", MayBeOverridden: true);
        }
        else if (evidence.Heals is not { } heals)
        {
            yield return new(Unknown, $"Whether a heal is pending could not be read: {evidence.Problem}", $"Try again, and see that the self-heal daemons run; {OrOverride}", MayBeOverridden: true);
        }
        else
        {
            var entries = heals.ToDictionary(static count => count.Address, static count => count.Entries);
            foreach (var (brick, _) in evidence.Rest)
            {
                if (Staying(brick, entries.GetValueOrDefault(brick), evidence.Leaving) is { } finding) yield return finding;
            }

            if (Own(evidence, entries.GetValueOrDefault(evidence.Leaving)) is { } own) yield return own;
        }
    }

    private static GateFinding? Staying(BrickAddress brick, long? entries, BrickAddress leaving) => entries switch
    {
        null => new(Unknown, $"Brick {brick} of the same set did not tell whether a heal is pending.", $"Bring it up, {OrOverride}", MayBeOverridden: true),
        > 0 => new("HEAL_PENDING", $"{entries} entries of brick {brick} of the same set wait for a heal.",
            $"Wait for the self-heal, and count again with refreshglusterhealstatus; if they wait for {leaving} alone, say override=true and a reason.", MayBeOverridden: true),
        _ => null,
    };

    private static GateFinding? Own(OneBrickEvidence evidence, long? entries) => entries switch
    {
        > 0 => new("HEAL_PENDING", $"{entries} entries of brick {evidence.Leaving} itself wait for a heal: it holds what others of its set lack.",
            $"Wait for the self-heal, and count again with refreshglusterhealstatus; {OrOverride}", MayBeOverridden: true),
        null when evidence.Online?.Contains(evidence.Leaving) is not false => new(
            Unknown, $"Brick {evidence.Leaving} is up and did not tell whether a heal is pending.", $"Try again, {OrOverride}", MayBeOverridden: true),
        // A write that most bricks of a larger set took left an entry at one that stays, too. Of two, the one that is down may have been alone.
        null when evidence.Rest.Count == 1 => new(
            Unknown, $"Brick {evidence.Leaving} is down and did not tell whether it holds what {evidence.Rest[0].Address} lacks.", $"Bring it up, {OrOverride}", MayBeOverridden: true),
        _ => null,
    };
}
