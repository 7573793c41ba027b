using System.Globalization;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Fencing;

/// <summary>What <c>fenced.sh</c> does, step by step, for transports that run no script on the host.</summary>
public static class FencedSteps
{
    /// <summary>The script itself, for those that run one.</summary>
    internal static string Script { get; } = EmbeddedScript.Read("fenced.sh");

    /// <summary>Compares, moves on, runs. Each step is a command line of its own.</summary>
    public static async Task<FencedOutcome> RunAsync(
        IGlusterCommandLine line, VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        var passage = await PassAsync(new CommandLineSpeaker(line, host, limits.Question), fence, cancellationToken);
        return new(passage.KeptBackBy ?? await line.RunAsync(host, arguments, limits.Command, cancellationToken), passage.State, passage.Value);
    }

    /// <summary>Compares and moves on, whatever carries the questions.</summary>
    /// <returns>Whether the command may be said, and what became of the generation.</returns>
    internal static async Task<FencePassage<TAnswer>> PassAsync<TAnswer>(IFenceSpeaker<TAnswer> speaker, VolumeFence fence, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var (looked, found) = await LookAsync(speaker, fence, cancellationToken);
        if (found is not { } seen) return new(looked, FenceState.Blind, Value: null);
        if (!fence.Allows(seen)) return new(looked, FenceState.Moved, seen.Generation);
        // Peers matter where an option is set: this one, or by the command.
        var isStamped = seen.Generation == fence.Next;
        var isWhole = (isStamped && !fence.NeedsAllPeers) || await IsWholeAsync(speaker, cancellationToken);
        if (fence.NeedsAllPeers && !isWhole) return new(looked, FenceState.Away, seen.Generation);
        if (isStamped) return new(KeptBackBy: null, FenceState.Stamped, fence.Next);
        if (!isWhole) return new(KeptBackBy: null, FenceState.Unstamped, seen.Generation);

        var set = new VolumeSetVerb(fence.Volume, VolumeFence.Option, fence.Next.ToString(CultureInfo.InvariantCulture));
        var (answer, reply) = await speaker.SayAsync(set, cancellationToken);
        switch (reply)
        {
            case VdsReply<bool>.Answered:
                return new(KeptBackBy: null, FenceState.Stamped, fence.Next);
            case VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.Locked }:
                return new(answer, FenceState.Unstamped, seen.Generation);
            case VdsReply<bool>.Refused:
                // Perhaps by one peer alone. A stop must be possible all the same, if nobody else was here meanwhile.
                (looked, found) = await LookAsync(speaker, fence, cancellationToken);
                if (found is not { } again) return new(looked, FenceState.Unsure, Value: null);
                if (again.Generation != fence.Next && !fence.Allows(again)) return new(looked, FenceState.Moved, again.Generation);
                if (fence.NeedsAllPeers && !await IsWholeAsync(speaker, cancellationToken)) return new(looked, FenceState.Away, again.Generation);
                return new(KeptBackBy: null, again.Generation == fence.Next ? FenceState.Stamped : FenceState.Unstamped, again.Generation);
            default:
                return new(answer, FenceState.Unsure, Value: null);
        }
    }

    private static async Task<(TAnswer Answer, SeenGeneration? Seen)> LookAsync<TAnswer>(IFenceSpeaker<TAnswer> speaker, VolumeFence fence, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var (answer, reply) = await speaker.SayAsync(new VolumeInfoVerb(fence.Volume), cancellationToken);
        return (answer, reply is VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] } ? fence.Read(volume) : null);
    }

    private static async Task<bool> IsWholeAsync<TAnswer>(IFenceSpeaker<TAnswer> speaker, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var (_, reply) = await speaker.SayAsync(new PeerListVerb(), cancellationToken);
        return reply is VdsReply<IReadOnlyList<PeerDescription>>.Answered answered && answered.Value.All(static peer => peer.IsConnected);
    }

    private sealed class CommandLineSpeaker(IGlusterCommandLine line, VdsHost host, TimeSpan limit) : IFenceSpeaker<CommandOutcome>
    {
        public async Task<(CommandOutcome Answer, VdsReply<TReply> Reply)> SayAsync<TReply>(VdsVerb<TReply> verb, CancellationToken cancellationToken)
        {
            var outcome = await line.RunAsync(host, verb.CommandLine, limit, cancellationToken);
            return (outcome, ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero));
        }
    }
}
