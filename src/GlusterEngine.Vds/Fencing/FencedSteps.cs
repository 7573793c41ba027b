using System.Globalization;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Fencing;

/// <summary>What <c>fenced.sh</c> does, step by step, for transports that run no script on the host.</summary>
public static class FencedSteps
{
    private const int Attempts = 5;

    /// <summary>Compares, runs, moves on. Each step is a command line of its own.</summary>
    public static async Task<FencedOutcome> RunAsync(
        IGlusterCommandLine line, VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        var info = new VolumeInfoVerb(fence.Volume);
        var looked = await line.RunAsync(host, info.CommandLine, limits.Question, cancellationToken);
        if (Read(info, looked) is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] }) return new(looked, FenceState.Blind, Value: null);
        var found = VolumeFence.GenerationOf(volume);
        if (found is not { } value || !fence.Expected.Contains(value)) return new(looked, FenceState.Moved, found);

        var outcome = await line.RunAsync(host, arguments, limits.Command, cancellationToken);
        if (outcome is not CommandOutcome.Exited exited) return new(outcome, FenceState.Unsure, Value: null);
        if (!IsDone(exited)) return new(outcome, FenceState.Kept, value);

        var peers = new PeerListVerb();
        var isWhole = Read(peers, await line.RunAsync(host, peers.CommandLine, limits.Question, cancellationToken))
            is VdsReply<IReadOnlyList<PeerDescription>>.Answered answered && answered.Value.All(static peer => peer.IsConnected);
        if (!isWhole) return new(outcome, FenceState.Unstamped, value);
        var set = new VolumeSetVerb(fence.Volume, VolumeFence.Option, fence.Next.ToString(CultureInfo.InvariantCulture));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var reply = Read(set, await line.RunAsync(host, set.CommandLine, limits.Question, cancellationToken));
            if (reply is VdsReply<bool>.Answered) return new(outcome, FenceState.Stamped, fence.Next);
            if (reply is not VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.Locked }) break;
        }

        return new(outcome, FenceState.Unsure, Value: null);
    }

    private static bool IsDone(CommandOutcome.Exited exited) => exited.Output.Contains("<opRet>0</opRet>", StringComparison.Ordinal);

    private static VdsReply<TReply> Read<TReply>(VdsVerb<TReply> verb, CommandOutcome outcome) => ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero);
}
