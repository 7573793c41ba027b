using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Changes;

/// <summary>Judges a change without definite answer by what a look showed. Pure.</summary>
internal static class ChangeRule
{
    // A command whose caller gave up is dropped by glusterd after 180 s at the latest (GF_LOCK_TIMER, spec/gluster.md 3.4), and it may have begun when
    // gluster's own time for an answer, 120 s, was nearly over.
    public static readonly TimeSpan Latest = TimeSpan.FromSeconds(300);

    /// <summary>Time after which it is not said any more where no generation stands before it: it can still begin as long after that as gluster keeps a command.</summary>
    public static readonly TimeSpan LastSaid = Latest - TimeSpan.FromSeconds(120);

    public const string TooLate = "It waited for so long that nobody could tell any more what became of it, so gluster was not asked.";

    /// <param name="change">The change.</param>
    /// <param name="expectation">What shows that it happened.</param>
    /// <param name="seen">The volume; null when gluster does not know it.</param>
    /// <param name="isWhole">Whether the host that was asked sees all peers: else one that is away may still bring it.</param>
    /// <param name="now">Database time.</param>
    public static ChangeVerdict Judge(VolumeChange change, VolumeExpectation expectation, VolumeDescription? seen, bool isWhole, DateTimeOffset now)
    {
        if (expectation.IsMetBy(seen)) return ChangeVerdict.Happened;
        if (!isWhole) return ChangeVerdict.Open;
        var end = expectation.IsInvisible ? ChangeVerdict.Unknowable : ChangeVerdict.DidNot;
        if (change.Preempted) return end;
        // A volume that is gone takes all that was to be done with it along.
        if (change.IsFenced) return seen is null ? ChangeVerdict.DidNot : ChangeVerdict.ToBePrevented;
        return now - change.AskedAt > Latest ? end : ChangeVerdict.Open;
    }
}
