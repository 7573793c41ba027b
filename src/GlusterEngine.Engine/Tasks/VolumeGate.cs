using System.Collections.Concurrent;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Lets this engine say one thing at a time about a volume. Gluster's status calls lock the volume too, and two at once make each other
/// fail (spec/gluster.md 9). This is courtesy among calls of one process; what may be done is decided by the lease.
/// </summary>
public sealed class VolumeGate
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> gates = new();

    /// <summary>Waits for the turn; dispose the result to end it.</summary>
    public async Task<IDisposable> EnterAsync(Guid volumeId, CancellationToken cancellationToken = default)
    {
        var gate = gates.GetOrAdd(volumeId, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
