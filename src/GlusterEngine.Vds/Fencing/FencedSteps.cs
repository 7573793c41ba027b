using System.Globalization;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Fencing;

/// <summary>What <c>fenced.sh</c> does, step by step, for transports that run no script on the host.</summary>
public static class FencedSteps
{
    /// <summary>Compares, moves on, runs. Each step is a command line of its own.</summary>
    public static async Task<FencedOutcome> RunAsync(
        IGlusterCommandLine line, VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        var (looked, found) = await LookAsync(line, host, fence.Volume, limits.Question, cancellationToken);
        if (found is not { } seen) return new(looked, FenceState.Blind, Value: null);
        if (!fence.Allows(seen)) return new(looked, FenceState.Moved, seen.Generation);

        var (state, value) = (FenceState.Unstamped, seen.Generation);
        if (value == fence.Next)
        {
            state = FenceState.Stamped;
        }
        else if (await IsWholeAsync(line, host, limits.Question, cancellationToken))
        {
            var set = new VolumeSetVerb(fence.Volume, VolumeFence.Option, fence.Next.ToString(CultureInfo.InvariantCulture));
            var answer = await line.RunAsync(host, set.CommandLine, limits.Question, cancellationToken);
            switch (Read(set, answer))
            {
                case VdsReply<bool>.Answered:
                    (state, value) = (FenceState.Stamped, fence.Next);
                    break;
                case VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.Locked }:
                    return new(answer, FenceState.Unstamped, value);
                case VdsReply<bool>.Refused:
                    // Perhaps by one peer alone. A stop must be possible all the same, if nobody else was here meanwhile.
                    (looked, found) = await LookAsync(line, host, fence.Volume, limits.Question, cancellationToken);
                    if (found is not { } again) return new(looked, FenceState.Unsure, Value: null);
                    if (again.Generation != fence.Next && !fence.Allows(again)) return new(looked, FenceState.Moved, again.Generation);
                    (state, value) = (again.Generation == fence.Next ? FenceState.Stamped : FenceState.Unstamped, again.Generation);
                    break;
                default:
                    return new(answer, FenceState.Unsure, Value: null);
            }
        }

        return new(await line.RunAsync(host, arguments, limits.Command, cancellationToken), state, value);
    }

    private static async Task<(CommandOutcome Outcome, SeenGeneration? Seen)> LookAsync(
        IGlusterCommandLine line, VdsHost host, string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        var info = new VolumeInfoVerb(name);
        var looked = await line.RunAsync(host, info.CommandLine, limit, cancellationToken);
        return (looked, Read(info, looked) is VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] } ? new(VolumeFence.GenerationOf(volume)) : null);
    }

    private static async Task<bool> IsWholeAsync(IGlusterCommandLine line, VdsHost host, TimeSpan limit, CancellationToken cancellationToken)
    {
        var peers = new PeerListVerb();
        return Read(peers, await line.RunAsync(host, peers.CommandLine, limit, cancellationToken))
            is VdsReply<IReadOnlyList<PeerDescription>>.Answered answered && answered.Value.All(static peer => peer.IsConnected);
    }

    private static VdsReply<TReply> Read<TReply>(VdsVerb<TReply> verb, CommandOutcome outcome) => ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero);
}
