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
        var info = new VolumeInfoVerb(fence.Volume);
        var looked = await line.RunAsync(host, info.CommandLine, limits.Question, cancellationToken);
        if (Read(info, looked) is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] }) return new(looked, FenceState.Blind, Value: null);
        if (VolumeFence.GenerationOf(volume) is not { } found) return new(looked, FenceState.Moved, Value: null);
        if (found != fence.Next && !fence.Expected.Contains(found)) return new(looked, FenceState.Moved, found);

        var (state, value) = (FenceState.Unstamped, (long?)found);
        if (found == fence.Next)
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
                    return new(answer, FenceState.Unstamped, found);
                default:
                    (state, value) = (FenceState.Unsure, null);
                    break;
            }
        }

        return new(await line.RunAsync(host, arguments, limits.Command, cancellationToken), state, value);
    }

    private static async Task<bool> IsWholeAsync(IGlusterCommandLine line, VdsHost host, TimeSpan limit, CancellationToken cancellationToken)
    {
        var peers = new PeerListVerb();
        return Read(peers, await line.RunAsync(host, peers.CommandLine, limit, cancellationToken))
            is VdsReply<IReadOnlyList<PeerDescription>>.Answered answered && answered.Value.All(static peer => peer.IsConnected);
    }

    private static VdsReply<TReply> Read<TReply>(VdsVerb<TReply> verb, CommandOutcome outcome) => ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero);
}
