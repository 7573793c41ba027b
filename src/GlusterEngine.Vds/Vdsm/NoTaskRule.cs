using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>
/// Whether a volume that VDSM lists no task of has none. VDSM counts a migration with <c>removeBrickStatus</c> and a rebalance with <c>rebalanceStatus</c>, and
/// leaves out of its list without a word what it could not count (spec/vdsm.md 4.4). Pure.
/// </summary>
internal static class NoTaskRule
{
    /// <summary>
    /// Longest run of a rebalance status without words that still found nothing: that takes some tenths of a second. One that waits for a frozen process or
    /// peer takes until the limit, and one that meets a start up to 5 s (spec/gluster.md 3.4).
    /// </summary>
    public static readonly TimeSpan Quick = TimeSpan.FromSeconds(3);

    private const string OfPeers = "Pre Validation failed on ";

    /// <summary>What speaks against it; null when nothing does.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="migration">The reply to <c>removeBrickStatus</c> with a brick of the volume; null when VDSM lost gluster's words.</param>
    /// <param name="rebalance">The reply to <c>rebalanceStatus</c>; null when VDSM lost gluster's words, as it does where there is no rebalance.</param>
    /// <param name="took">How long that took.</param>
    public static VdsReply<TReply>? Doubt<TReply>(string volume, VdsReply<TaskReport>? migration, VdsReply<TaskReport>? rebalance, TimeSpan took) =>
        Doubt<TReply>(volume, "migration", migration ?? Wordless) ?? rebalance switch
        {
            null when took <= Quick => null,
            null => new VdsReply<TReply>.Unknown($"VDSM lists no task of volume {volume}, and the status of its rebalance failed after {took.TotalSeconds:0.0} s without a word."),
            _ => Doubt<TReply>(volume, "rebalance", rebalance),
        };

    private static VdsReply<TaskReport>.Refused Wordless { get; } = new(new(-1, 0, "without a word", GlusterErrorMeaning.Other));

    private static VdsReply<TReply>? Doubt<TReply>(string volume, string kind, VdsReply<TaskReport> reply) => reply switch
    {
        VdsReply<TaskReport>.Answered => Untold<TReply>($"VDSM's list leaves out a {kind} of volume {volume}."),

        // Peers are asked after the host itself, so one whose peers alone know of none has one: a ghost.
        VdsReply<TaskReport>.Refused { Error: { Meaning: GlusterErrorMeaning.TaskNotFound, Text: var text } } when text.Contains(OfPeers, StringComparison.Ordinal) =>
            Untold<TReply>($"VDSM's list leaves out a {kind} of volume {volume} that this host alone knows of: {text}"),

        // What consists of a single set has nowhere to move files to.
        VdsReply<TaskReport>.Refused { Error.Meaning: GlusterErrorMeaning.TaskNotFound or GlusterErrorMeaning.NotDistributed } => null,
        VdsReply<TaskReport>.Refused { Error: { Meaning: GlusterErrorMeaning.Locked or GlusterErrorMeaning.VolumeNotStarted or GlusterErrorMeaning.VolumeNotFound } error } =>
            new VdsReply<TReply>.Refused(error),
        VdsReply<TaskReport>.Refused { Error.Text: var text } => Untold<TReply>($"VDSM lists no task of volume {volume}, and gluster refused to tell of a {kind}: {text}"),
        VdsReply<TaskReport>.Unreachable { Reason: var reason } => new VdsReply<TReply>.Unreachable(reason),
        _ => new VdsReply<TReply>.Unknown($"VDSM lists no task of volume {volume}, and whether there is a {kind} is unknown: {reply.Summary}"),
    };

    private static VdsReply<TReply>.Refused Untold<TReply>(string text) => new(new(-1, 0, text, GlusterErrorMeaning.TasksUntold));
}
