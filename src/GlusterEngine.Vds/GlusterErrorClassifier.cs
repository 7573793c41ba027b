using System.Text.RegularExpressions;

namespace GlusterEngine.Vds;

/// <summary>
/// Tells what a refusal means (spec/gluster.md 2.4). Most refusals share 30800, so the text decides; a peer's refusal has
/// <c>Pre Validation failed on HOST. </c> before the same text, and there may be a line per peer. The phrases contain spaces,
/// which volume names cannot, so a name never looks like one.
/// </summary>
public static class GlusterErrorClassifier
{
    // The first rule that matches counts: a lock that some peer refused says more than what the others refused.
    private static readonly (GlusterErrorMeaning Meaning, Regex Text)[] Rules =
    [
        Rule(GlusterErrorMeaning.Locked, "Another transaction is in progress|Locking failed on "),
        Rule(GlusterErrorMeaning.TaskNotFound, "(Rebalance|remove-brick) not started for volume "),
        Rule(GlusterErrorMeaning.AlreadyStarted, @"(Rebalance|Profile) on (Volume )?\S+ is already started|Volume \S+ already started"),
        Rule(GlusterErrorMeaning.ProfileNotStarted, @"Profile on Volume \S+ is not started"),
        Rule(GlusterErrorMeaning.RemoveBrickPending, @"A remove-brick task on volume \S+ is not yet committed|An earlier remove-brick task exists for volume "),
        Rule(GlusterErrorMeaning.VolumeNotStarted, @"Volume \S+ (is not started|needs to be started|is not in the started state)"),
        Rule(GlusterErrorMeaning.NotDistributed, "is not a distribute volume or contains only 1 brick"),
        Rule(GlusterErrorMeaning.NotReplicated, "Self-heal-daemon is disabled|supported for only volume of replicated type"),
        Rule(GlusterErrorMeaning.QuorumLost, "[Qq]uorum not met"),
        Rule(GlusterErrorMeaning.NodeDown, @"Host node of the brick .+ is down|which is a part of \S+ volume, is down|Some of the peers are down|One of the peers is probably down"),
        Rule(GlusterErrorMeaning.BrickDown, "One or more bricks may be down"),
        Rule(GlusterErrorMeaning.NotDecommissioned, @" is not decommissioned\."),
        Rule(GlusterErrorMeaning.MigrationInProgress, "use 'force' option as migration is in progress"),
        Rule(GlusterErrorMeaning.MigrationIncomplete, "use 'force' option as migration (of some files might have been skipped or )?has failed"),
        Rule(GlusterErrorMeaning.NotNeeded, "Migration of data is not needed when reducing replica count"),
        Rule(GlusterErrorMeaning.TaskRunning, "[Rr]ebalance (session is in progress for the volume |is in progress[.] |process is running for the volume )"),
        Rule(GlusterErrorMeaning.GeoReplicationActive, "geo-replication (sessions are active|session is running) for "),
        Rule(GlusterErrorMeaning.ProcessUnreachable, "Mgmt brick op 'Rebalance' failed|Brick ops failed on "),
        Rule(GlusterErrorMeaning.BadArguments, @"^\s*Usage:|unrecognized (word|command)|[Ww]rong brick type: |Duplicate bricks found|Found duplicate exports|cannot be the name of a volume|Volume name should not contain"),
        Rule(GlusterErrorMeaning.WrongBricks, @"Incorrect brick |Remove brick incorrect brick count|Deleting all the bricks of the volume|Incorrect (number of bricks|replica count) |brick: \S+ does not exist in volume|No brick \S+ in volume|Increasing replica count for arbiter|replace-brick is not permitted on distribute"),
        Rule(GlusterErrorMeaning.WrongBricks, @"Bricks not from same subvol|need \d+\(xN\) bricks|Remove exactly \d+ brick|Remove arbiter brick"),
        Rule(GlusterErrorMeaning.PeerHoldsBricks, @"Peer \S+ hosts one or more bricks"),
        Rule(GlusterErrorMeaning.PeerOfAnotherPool, "already part of another cluster|having volumes configured"),
        Rule(GlusterErrorMeaning.PeerUnreachable, "Probe returned with "),
        Rule(GlusterErrorMeaning.PeerNotFound, @"\S+ is not part of cluster"),
        Rule(GlusterErrorMeaning.VolumeExists, @"Volume \S+ already exists"),
        Rule(GlusterErrorMeaning.VolumeStarted, @"Volume \S+ has been started"),
        Rule(GlusterErrorMeaning.BrickInUse, "not available[.] Brick may be containing or be contained by an existing brick|is already part of a volume"),
        Rule(GlusterErrorMeaning.TakesForce, "being created in the root partition|present on the same server[.] This setup is not optimal"),
        Rule(GlusterErrorMeaning.VolumeNotFound, @"Volume (\S+ )?does not exist"),
    ];

    private static readonly Regex HalfDone = Pattern("Commit failed on |Post Validation failed on |Unlocking failed on |Request timed out");

    /// <summary>The meaning of a refusal.</summary>
    /// <param name="opErrno"><c>opErrno</c>; 0 when there is none.</param>
    /// <param name="text"><c>opErrstr</c>, or plain text.</param>
    public static GlusterErrorMeaning Classify(int opErrno, string text) =>
        OfNumber(opErrno) ?? Array.Find(Rules, rule => rule.Text.IsMatch(text)).Meaning;

    /// <summary>
    /// Whether a failure with this text may nevertheless have changed something: a peer failed after others had committed, or
    /// the text says nothing at all. <see cref="GlusterErrorMeaning.ProcessUnreachable"/> is not among them: what was asked of some nodes may be asked of all again.
    /// </summary>
    /// <param name="text"><c>opErrstr</c>.</param>
    public static bool MayHaveHappened(string text) => string.IsNullOrWhiteSpace(text) || HalfDone.IsMatch(text);

    /// <summary>Whether the same may be asked again in a moment: nothing was changed, and what stood against it goes by itself.</summary>
    /// <param name="meaning">Of the refusal.</param>
    public static bool IsPassing(GlusterErrorMeaning meaning) => meaning is GlusterErrorMeaning.Locked or GlusterErrorMeaning.ProcessUnreachable;

    // glusterd-errno.h; 30800 is "internal", which says nothing.
    private static GlusterErrorMeaning? OfNumber(int opErrno) => opErrno switch
    {
        30802 => GlusterErrorMeaning.Locked,
        30803 => GlusterErrorMeaning.BrickDown,
        30804 => GlusterErrorMeaning.NodeDown,
        30806 => GlusterErrorMeaning.VolumeNotFound,
        30808 => GlusterErrorMeaning.TaskRunning,
        30814 => GlusterErrorMeaning.GeoReplicationActive,
        _ => null,
    };

    private static (GlusterErrorMeaning Meaning, Regex Text) Rule(GlusterErrorMeaning meaning, string pattern) => (meaning, Pattern(pattern));

    // Without backtracking, so that no text can make it slow.
    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
