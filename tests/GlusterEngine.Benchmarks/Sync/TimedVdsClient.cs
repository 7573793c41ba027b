using System.Diagnostics;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.History;

namespace GlusterEngine.Benchmarks.Sync;

/// <summary>Tells how long at least one call of the VDS client was under way.</summary>
internal sealed class TimedVdsClient(IVdsClient inner) : IVdsClient
{
    private readonly Lock gate = new();
    private int callsUnderWay;
    private long busySince;
    private long busy;

    public TimeSpan Busy => Stopwatch.GetElapsedTime(0, busy);

    public Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken) =>
        TimeAsync(() => inner.CallAsync(host, verb, cancellationToken));

    public Task<FencedReply<TReply>> CallFencedAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, CancellationToken cancellationToken) =>
        TimeAsync(() => inner.CallFencedAsync(host, verb, fence, cancellationToken));

    public Task<VdsReply<BrickScan>> ScanBrickAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken) =>
        TimeAsync(() => inner.ScanBrickAsync(host, brick, volumeId, cancellationToken));

    public Task<IReadOnlyList<RecordedCommand>> ReadHistoryAsync(VdsHost host, string volume, CancellationToken cancellationToken) =>
        TimeAsync(() => inner.ReadHistoryAsync(host, volume, cancellationToken));

    private async Task<T> TimeAsync<T>(Func<Task<T>> call)
    {
        lock (gate)
        {
            if (callsUnderWay++ == 0) busySince = Stopwatch.GetTimestamp();
        }

        try
        {
            return await call();
        }
        finally
        {
            lock (gate)
            {
                if (--callsUnderWay == 0) busy += Stopwatch.GetTimestamp() - busySince;
            }
        }
    }
}
