namespace GlusterEngine.Vds;

/// <summary>Turns the value of an answer into another one.</summary>
public static class VdsReplyMapping
{
    /// <summary>The same reply with <paramref name="map"/> applied to its value, if it has one.</summary>
    public static VdsReply<TTo> Map<TFrom, TTo>(this VdsReply<TFrom> reply, Func<TFrom, TTo> map) => reply switch
    {
        VdsReply<TFrom>.Answered answered => new VdsReply<TTo>.Answered(map(answered.Value)),
        VdsReply<TFrom>.Refused refused => new VdsReply<TTo>.Refused(refused.Error),
        VdsReply<TFrom>.Unreachable unreachable => new VdsReply<TTo>.Unreachable(unreachable.Reason),
        VdsReply<TFrom>.Unknown unknown => new VdsReply<TTo>.Unknown(unknown.Reason),
        _ => throw new InvalidOperationException($"No such reply: {reply.GetType()}."),
    };
}
