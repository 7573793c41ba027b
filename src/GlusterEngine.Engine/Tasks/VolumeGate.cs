using System.Collections.Concurrent;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Lets this engine say one thing at a time about a volume. Gluster's status calls lock the volume too, and two at once make each other
/// fail (spec/gluster.md 9). This is courtesy among calls of one process; what may be done is decided by the lease.
/// </summary>
public sealed class VolumeGate
{
    // A question of ours is over by then; a change that waits for a host which went silent is not, and must hold up nobody.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> gates = new();

    /// <summary>Waits for the turn; dispose the result to end it.</summary>
    public async Task<IDisposable> EnterAsync(Guid volumeId, CancellationToken cancellationToken = default)
    {
        var gate = gates.GetOrAdd(volumeId, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <summary>Waits a moment for the turn; null when it does not come.</summary>
    public async Task<IDisposable?> TryEnterAsync(Guid volumeId, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(volumeId, static _ => new SemaphoreSlim(1, 1));
        return await gate.WaitAsync(Patience, cancellationToken) ? new Turn(gate) : null;
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
