namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>A request on its way. Whether any of it was sent is decided once: by the writer that takes it, or by whoever gives it up before.</summary>
/// <param name="id">Its JSON-RPC id.</param>
/// <param name="frame">The frame that says it.</param>
internal sealed class CallInFlight(string id, ReadOnlyMemory<byte> frame)
{
    private const int Waiting = 0;
    private const int Sent = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<VdsmAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Waiting;

    public string Id => id;

    public ReadOnlyMemory<byte> Frame => frame;

    public Task<VdsmAnswer> Answer => answer.Task;

    /// <summary>Takes it for sending; false when it was withdrawn.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Sent, Waiting) == Waiting;

    /// <summary>Gives it up.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <returns>What is known of it then: it was not sent, or nobody knows what it did; its answer, if that came at this very moment.</returns>
    public VdsmAnswer GiveUp(string reason)
    {
        var before = Interlocked.CompareExchange(ref state, Withdrawn, Waiting);
        VdsmAnswer given = before == Sent ? new VdsmAnswer.Lost(reason) : new VdsmAnswer.NotSent(reason);
        return answer.TrySetResult(given) ? given : answer.Task.Result;
    }

    /// <summary>Hands over VDSM's answer; one that was given up meanwhile keeps what it was told.</summary>
    public void Complete(VdsmAnswer given) => answer.TrySetResult(given);
}
