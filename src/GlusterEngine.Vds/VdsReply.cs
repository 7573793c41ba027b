namespace GlusterEngine.Vds;

/// <summary>What became of a verb: exactly one of the four cases below.</summary>
public abstract record VdsReply<TReply>
{
    private VdsReply()
    {
    }

    /// <summary>The case and its reason in a few words, for logs.</summary>
    public string Summary => this switch
    {
        Refused refused => $"refused ({refused.Error.OpErrno}, {refused.Error.Meaning}): {refused.Error.Text}",
        Unreachable unreachable => $"unreachable: {unreachable.Reason}",
        Unknown unknown => $"unknown: {unknown.Reason}",
        _ => "answered",
    };

    /// <summary>The host did it and answered.</summary>
    /// <param name="Value">Its answer.</param>
    public sealed record Answered(TReply Value) : VdsReply<TReply>;

    /// <summary>Gluster said no and changed nothing.</summary>
    /// <param name="Error">Its own words, and what they mean.</param>
    public sealed record Refused(GlusterError Error) : VdsReply<TReply>;

    /// <summary>The verb provably never began (glusterd down, no such program): another host may be asked.</summary>
    /// <param name="Reason">What happened, for people.</param>
    public sealed record Unreachable(string Reason) : VdsReply<TReply>
    {
        /// <summary>Whether somebody answers there who does not prove to be the host.</summary>
        public bool IsUntrusted { get; init; }
    }

    /// <summary>No definite answer (time-out, broken reply): it may have happened, now or later. Look, then decide.</summary>
    /// <param name="Reason">What happened, for people.</param>
    public sealed record Unknown(string Reason) : VdsReply<TReply>;
}
