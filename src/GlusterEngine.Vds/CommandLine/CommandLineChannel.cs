using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Says verbs as command lines of gluster.</summary>
/// <param name="line">What carries them to the host.</param>
/// <param name="time">The clock of durations.</param>
public sealed class CommandLineChannel(IGlusterCommandLine line, TimeProvider time) : IVdsChannel
{
    /// <summary>The hooks of the same hosts, for which gluster has no command; null where they are out of reach.</summary>
    internal IHookDirectory? Hooks { get; init; }

    /// <inheritdoc/>
    public async Task<VdsReply<TReply>> SayAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (verb is HookVerb<TReply> hook) return Hooks is null ? new VdsReply<TReply>.Unreachable($"Transport {host.Transport} does not reach hooks.") : await hook.SayAsync(Hooks, host, limit, cancellationToken);
        var started = time.GetTimestamp();
        var outcome = verb.Deadline == VdsDeadline.Change
            ? await line.RunAsync(host, verb.CommandLine, limit, cancellationToken)
            : await line.AskAsync(host, verb.CommandLine, limit, cancellationToken);
        return ReplyInterpreter.Read(verb, outcome, time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public async Task<FencedReply<TReply>> SayFencedAsync<TReply>(
        VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var fenced = await line.RunFencedAsync(host, fence, verb.CommandLine, limits, cancellationToken);
        var elapsed = time.GetElapsedTime(started);
        return new(
            fenced.State is FenceState.Blind or FenceState.Moved or FenceState.Away
                ? new VdsReply<TReply>.Unreachable(ReplyInterpreter.Read(new VolumeInfoVerb(fence.Volume), fenced.Outcome, elapsed).Summary)
                // Gluster has just answered the look at the generation, so it went away while the verb was said, however soon.
                : ReplyInterpreter.Read(verb, fenced.Outcome, elapsed: null),
            fenced.State,
            fenced.Value);
    }
}
