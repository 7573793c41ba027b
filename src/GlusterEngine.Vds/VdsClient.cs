using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.History;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds;

/// <summary>Says verbs over the channel of each host's transport, and reads all outcomes alike.</summary>
/// <param name="channels">A channel per transport that this server has.</param>
/// <param name="scanners">What can look at bricks, by transport.</param>
/// <param name="histories">What can read the histories of commands, by transport.</param>
/// <param name="uses">Where it is noted to which hosts something is said.</param>
/// <param name="options">Deadlines.</param>
/// <param name="time">The clock of durations.</param>
/// <param name="logger">Every call, at debug level; what to make of a failure is the caller's business.</param>
public sealed class VdsClient(
    IReadOnlyDictionary<HostTransport, IVdsChannel> channels,
    IReadOnlyDictionary<HostTransport, IBrickScanner> scanners,
    IReadOnlyDictionary<HostTransport, ICommandHistory> histories,
    HostUses uses,
    IOptions<VdsOptions> options,
    TimeProvider time,
    ILogger<VdsClient> logger) : IVdsClient
{
    /// <inheritdoc/>
    public async Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken)
    {
        using var use = uses.Begin(host);
        var started = time.GetTimestamp();
        var reply = channels.TryGetValue(host.Transport, out var channel)
            ? await channel.SayAsync(host, verb, options.Value.Of(verb.Deadline), cancellationToken)
            : new VdsReply<TReply>.Unreachable(Missing(host));
        logger.Called(verb.Name, host.Name, time.GetElapsedTime(started), reply.Summary);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<FencedReply<TReply>> CallFencedAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, CancellationToken cancellationToken)
    {
        using var use = uses.Begin(host);
        var started = time.GetTimestamp();
        var limits = (options.Value.Of(verb.Deadline), options.Value.Of(VdsDeadline.Read));
        var fenced = channels.TryGetValue(host.Transport, out var channel)
            ? await channel.SayFencedAsync(host, verb, fence, limits, cancellationToken)
            : new(new VdsReply<TReply>.Unreachable(Missing(host)), FenceState.Blind, Value: null);
        var reply = fenced with
        {
            Reply = fenced.State switch
            {
                FenceState.Moved => new VdsReply<TReply>.Refused(new(-1, 0, MovedText(fence, fenced.Value), GlusterErrorMeaning.GenerationMoved)),
                FenceState.Away => new VdsReply<TReply>.Refused(new(-1, 0, $"Host {host.Name} does not see all peers connected, so volume {fence.Volume} was left as it is.", GlusterErrorMeaning.PeersAway)),
                FenceState.Blind => new VdsReply<TReply>.Unreachable($"The generation of volume {fence.Volume} could not be read: {fenced.Reply.Summary}"),
                _ => fenced.Reply,
            },
        };
        logger.Called(verb.Name, host.Name, time.GetElapsedTime(started), $"{reply.Reply.Summary}, generation {reply.State} {reply.Value}");
        return reply;
    }

    /// <inheritdoc/>
    public async Task<VdsReply<BrickScan>> ScanBrickAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
    {
        using var use = uses.Begin(host);
        return scanners.TryGetValue(host.Transport, out var scanner)
            ? await scanner.ScanAsync(host, brick, volumeId, cancellationToken)
            : new VdsReply<BrickScan>.Unreachable($"Transport {host.Transport} cannot look at bricks.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordedCommand>> ReadHistoryAsync(VdsHost host, string volume, CancellationToken cancellationToken)
    {
        using var use = uses.Begin(host);
        return histories.TryGetValue(host.Transport, out var history) ? await history.ReadAsync(host, volume, cancellationToken) : [];
    }

    private static string Missing(VdsHost host) => $"This server has no transport {host.Transport}.";

    private static string MovedText(VolumeFence fence, long? found) =>
        (found is { } value
            ? $"Gluster keeps generation {value} for volume {fence.Volume}, this engine knows {string.Join(" or ", fence.Expected)}: another engine changed the volume, or this one was restored from an older backup."
            : $"The volume {fence.Volume} of gluster is another one than this engine's, which was deleted there, or its generation is no number.")
        + " Look at the volume; then let resync take gluster's word.";
}
