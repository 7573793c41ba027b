namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Keeps an intent from running out before its verb is said: the turn may be minutes away, and a gate may look at bricks for an hour. Else a sync would take the
/// intent for one without answer, and its lease away.
/// </summary>
/// <param name="renew">Puts the deadline off, as long as the lease is held; never fails.</param>
/// <param name="time">Clock.</param>
internal sealed class IntentRenewal(Func<Task> renew, TimeProvider time)
{
    // Several may fail before the intent runs out.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // What took no time needs no write.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Does what comes before the verb; the verb has its whole time after it.</summary>
    public async Task<T> DuringAsync<T>(Func<Task<T>> work)
    {
        var began = time.GetTimestamp();
        using var done = new CancellationTokenSource();
        var renewing = RenewUntilAsync(done.Token);
        try
        {
            return await work();
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            if (time.GetElapsedTime(began) >= Moment) await renew();
        }
    }

    private async Task RenewUntilAsync(CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, done);
                await renew();
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
        }
    }
}
