using System.Collections.Concurrent;
using System.Globalization;
using GlusterEngine.Model.Bricks;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Bricks;

/// <summary>
/// Waits for a look at a brick no longer than it may take. A disk that hangs keeps whoever reads it in the kernel, where nothing can end him: the reading is left
/// alone then, and no other begins on that brick before it comes back.
/// </summary>
/// <param name="scanner">What looks.</param>
/// <param name="options">How long a look may take.</param>
/// <param name="time">The clock of that.</param>
internal sealed class TimedBrickScanner(IBrickScanner scanner, IOptions<VdsOptions> options, TimeProvider time) : IBrickScanner
{
    // The look keeps the time itself between two files; the last of them may take a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(Guid HostId, BrickAddress Brick), Task> left = new();

    public async Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
    {
        var key = (host.Id, brick);
        if (left.TryGetValue(key, out var earlier) && !earlier.IsCompleted)
            return new VdsReply<BrickScan>.Unknown($"an earlier look at {brick} has not come back; see whether its disk hangs.");
        var limit = TimeSpan.FromSeconds(options.Value.BrickScanSeconds) + Grace;
        var reading = scanner.ScanAsync(host, brick, volumeId, cancellationToken);
        try
        {
            return await reading.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new VdsReply<BrickScan>.Unknown(string.Create(CultureInfo.InvariantCulture, $"{brick} gave no answer within {limit.TotalSeconds} s; see whether its disk hangs."));
        }
        finally
        {
            if (reading.IsCompleted) left.TryRemove(key, out _);
            else left[key] = reading;
        }
    }
}
