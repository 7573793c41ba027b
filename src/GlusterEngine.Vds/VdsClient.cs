using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds;

/// <summary>Says verbs over the channel of each host's transport, and reads all outcomes alike.</summary>
/// <param name="channels">A channel per transport that this server has.</param>
/// <param name="scanners">What can look at bricks, by transport.</param>
/// <param name="options">Deadlines.</param>
/// <param name="time">The clock of durations.</param>
/// <param name="logger">Every call, at debug level; what to make of a failure is the caller's business.</param>
public sealed class VdsClient(
    IReadOnlyDictionary<HostTransport, IGlusterCommandLine> channels,
    IReadOnlyDictionary<HostTransport, IBrickScanner> scanners,
    IOptions<VdsOptions> options,
    TimeProvider time,
    ILogger<VdsClient> logger) : IVdsClient
{
    /// <inheritdoc/>
    public async Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = channels.TryGetValue(host.Transport, out var channel)
            ? await channel.RunAsync(host, verb.CommandLine, options.Value.Of(verb.Deadline), cancellationToken)
            : new CommandOutcome.NotStarted($"This server has no transport {host.Transport}.");
        var elapsed = time.GetElapsedTime(started);
        var reply = ReplyInterpreter.Read(verb, outcome, elapsed);
        logger.Called(verb.Name, host.Name, elapsed, reply.Summary);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<VdsReply<BrickScan>> ScanBrickAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken) =>
        scanners.TryGetValue(host.Transport, out var scanner)
            ? await scanner.ScanAsync(host, brick, volumeId, cancellationToken)
            : new VdsReply<BrickScan>.Unreachable($"Transport {host.Transport} cannot look at bricks.");
}
