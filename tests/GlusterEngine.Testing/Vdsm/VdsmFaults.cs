namespace GlusterEngine.Testing.Vdsm;

/// <summary>How a <see cref="VdsmServer"/> misbehaves; not at all at first. May be switched while it runs.</summary>
public sealed class VdsmFaults
{
    /// <summary>All replies go to all connections, whoever asked, and some that nobody asked for.</summary>
    public bool SharesQueues { get; set; }

    /// <summary>MESSAGE frames have no <c>message-id</c>.</summary>
    public bool LeavesOutMessageIds { get; set; }

    /// <summary>The words of an ERROR stand in its body only.</summary>
    public bool PutsErrorTextInBody { get; set; }

    /// <summary>Sends an ERROR before each reply.</summary>
    public bool SendsErrors { get; set; }

    /// <summary>So many replies are held until they are together, and then sent in reverse.</summary>
    public int RepliesHeldBack { get; set; }

    /// <summary>Takes everything in, and says nothing any more, not even heart-beats.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Reads nothing any more.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Frames come a few bytes at a time.</summary>
    public bool SendsCrumbs { get; set; }

    /// <summary>Sends half of a reply and closes.</summary>
    public bool SendsHalfFrames { get; set; }

    /// <summary>Replies with a body of so many bytes.</summary>
    public long BodyBytes { get; set; }

    /// <summary>Does what is asked, and closes before it answers.</summary>
    public bool ClosesBeforeReply { get; set; }

    /// <summary>The same for one method alone.</summary>
    public string? ClosesOnMethod { get; set; }

    /// <summary>Closes right after TLS.</summary>
    public bool ClosesAtOnce { get; set; }

    /// <summary>Answers every verb with code 99.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Sends a reply that is no JSON before each reply.</summary>
    public bool SendsGarbage { get; set; }

    /// <summary>Cannot read what it is asked: the answer has no id and goes to the queue for such answers.</summary>
    public bool AnswersWithoutId { get; set; }

    /// <summary>Neither sends heart-beats nor wants any.</summary>
    public bool HasNoHeartbeats { get; set; }

    /// <summary>Refuses CONNECT.</summary>
    public bool RefusesConnect { get; set; }
}
