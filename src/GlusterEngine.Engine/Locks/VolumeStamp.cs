using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Locks;

/// <summary>Says the changes of one command behind the volume's generation in gluster, and keeps in mind what became of that.</summary>
/// <param name="vds">Says them.</param>
/// <param name="fence">What gluster may keep, and what it keeps afterwards: the generation of the lease.</param>
public sealed class VolumeStamp(IVdsClient vds, VolumeFence fence)
{
    private bool mayBeThere;

    /// <summary>Generation of the lease under which they are said.</summary>
    public long Generation => fence.Next;

    /// <summary>Whether nobody knows what gluster keeps now.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>What gluster was seen to keep; null when that was not looked at, or is not this engine's.</summary>
    public long? Seen { get; private set; }

    public Task<VdsReply<TReply>> SayAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken) =>
        SayAsync(host, verb, fence, cancellationToken);

    /// <summary>Says the change of an option, which is not made while a peer is away.</summary>
    public Task<VdsReply<bool>> SetOptionAsync(VdsHost host, VdsVerb<bool> verb, CancellationToken cancellationToken) =>
        SayAsync(host, verb, fence with { NeedsAllPeers = true }, cancellationToken);

    /// <summary>Says a verb that takes all options of the volume away, the generation among them, and puts that back.</summary>
    public async Task<VdsReply<TReply>> SayAndRestoreAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken)
    {
        var reply = await SayAsync(host, verb, cancellationToken);
        if (reply is VdsReply<TReply>.Refused or VdsReply<TReply>.Unreachable) return reply;
        // Without answer, or when the engine is stopped here, gluster keeps the generation or none.
        IsUnsure = true;
        if (reply is not VdsReply<TReply>.Answered) return reply;
        var (_, state, _) = await vds.CallFencedAsync(host, new VolumeInfoVerb(fence.Volume), fence with { Expected = [0], NeedsAllPeers = false }, cancellationToken);
        IsUnsure = state is FenceState.Unsure or FenceState.Blind;
        Seen = state switch
        {
            FenceState.Stamped => fence.Next,
            FenceState.Unstamped => 0,
            _ => null,
        };
        return reply;
    }

    private async Task<VdsReply<TReply>> SayAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, VolumeFence behind, CancellationToken cancellationToken)
    {
        // Only after a call of its own may gluster keep what this one writes: else somebody else wrote the same number.
        var (before, wasUnsure) = (mayBeThere, IsUnsure);
        var own = before ? behind with { Expected = [.. behind.Expected, behind.Next] } : behind;
        IsUnsure = mayBeThere = true;
        var (reply, state, value) = await vds.CallFencedAsync(host, verb, own, cancellationToken);
        // What a host was not heard about may still come; only a value that was written behind it, by this call, is the last word.
        IsUnsure = state == FenceState.Unsure || (wasUnsure && state != FenceState.Stamped);
        mayBeThere = before || state is FenceState.Stamped or FenceState.Unsure;
        if (state is FenceState.Stamped or FenceState.Unstamped or FenceState.Away) Seen = value;
        return reply;
    }
}
