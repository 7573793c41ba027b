using GlusterEngine.Data;
using GlusterEngine.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Access;

/// <summary>Tells whether users, roles or tokens changed since something was checked, be it by another engine. The database is asked once a second at most.</summary>
public sealed class AccessRevision(IDbContextFactory<EngineDb> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim asking = new(1);
    private (decimal Number, long Asked)? last;

    /// <summary>The present number, at most a second old.</summary>
    public async ValueTask<decimal> GetAsync(CancellationToken cancellationToken)
    {
        if (Known() is { } known) return known;
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (Known() is { } meanwhile) return meanwhile;
            var asked = time.GetTimestamp();
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var number = await db.GetAccessRevisionAsync(cancellationToken);
            lock (asking) last = (number, asked);
            return number;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>Asks anew at the next question: this engine has just changed something.</summary>
    public void Forget()
    {
        lock (asking) last = null;
    }

    public void Dispose() => asking.Dispose();

    private decimal? Known()
    {
        lock (asking) return last is { } seen && time.GetElapsedTime(seen.Asked) < Fresh ? seen.Number : null;
    }
}
