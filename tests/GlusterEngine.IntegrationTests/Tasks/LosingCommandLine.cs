using System.Collections.Concurrent;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>
/// The simulated gluster with a bad line to it. On a volume <c>lost-start</c> a start of a rebalance or a migration never arrives; on <c>mute-start</c> or <c>mute-stop</c> it
/// is done, but its reply is lost; on <c>late-start</c> it waits on its way until <see cref="ArriveAsync"/>, as any change on a volume <c>late-</c> and its last word, and its reply is lost; that of
/// <c>held-</c> and its last word waits until <see cref="LetReply"/>. Likewise <c>lost-volume-start</c>
/// and <c>mute-volume-start</c> for changes of the volume itself. What is said behind the fence of a volume <c>parted</c> finds a peer away that was there right before.
/// </summary>
internal sealed class LosingCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    private static readonly string[] Changes = ["create", "start", "stop", "delete", "set", "reset", "profile", "add-brick", "replace-brick", "reset-brick"];
    private static readonly CommandOutcome Nothing = new CommandOutcome.TimedOut("No reply came.");
    private static readonly ConcurrentDictionary<string, Func<Task<FencedOutcome>>> UnderWay = [];

    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Replies = [];

    /// <summary>What becomes of a list of volumes on its way back to whoever set this; null for nothing.</summary>
    public static AsyncLocal<Func<Task>?> AfterVolumeList { get; } = new();

    /// <summary>The same of a status: of tasks or of bricks.</summary>
    public static AsyncLocal<Func<Task>?> AfterStatus { get; } = new();

    /// <summary>What waits for a volume arrives.</summary>
    public static Task<FencedOutcome> ArriveAsync(string volume) =>
        UnderWay.TryRemove(volume, out var late) ? late() : throw new InvalidOperationException($"Nothing for {volume} is under way.");

    /// <summary>The reply that is held for a volume comes.</summary>
    public static void LetReply(string volume) => ReplyOf(volume).SetResult();

    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (volume, word) = arguments switch
        {
            [_, "rebalance" or "remove-brick", var name, .., var last] => (name, last),
            [_, var verb, var name, ..] when Changes.Contains(verb, StringComparer.Ordinal) && !arguments.Contains(VolumeFence.Option, StringComparer.Ordinal) => (name, $"volume-{verb}"),
            _ => ("", ""),
        };
        if (volume == $"lost-{word}") return Nothing;
        var outcome = await gluster.RunAsync(host, arguments, timeout, cancellationToken);
        if (arguments is ["volume", "info", ..] && AfterVolumeList.Value is { } after) await after();
        if (arguments is ["volume", "status", ..] && AfterStatus.Value is { } afterStatus) await afterStatus();
        return volume == $"mute-{word}" ? Nothing : outcome;
    }

    public async Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        if (fence.Volume == "parted") return await FencedSteps.RunAsync(new PartedCommandLine(gluster), host, fence, arguments, limits, cancellationToken);
        if (fence.Volume == $"late-{arguments[^1]}")
        {
            UnderWay[fence.Volume] = () => FencedSteps.RunAsync(this, host, fence, arguments, limits, CancellationToken.None);
            return FencedOutcome.Read(Nothing);
        }

        var outcome = await FencedSteps.RunAsync(this, host, fence, arguments, limits, cancellationToken);
        if (fence.Volume == $"held-{arguments[^1]}") await ReplyOf(fence.Volume).Task;
        return outcome;
    }

    private static TaskCompletionSource ReplyOf(string volume) => Replies.GetOrAdd(volume, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
