namespace GlusterEngine.Testing;

/// <summary>A timer of <see cref="VirtualTime"/>.</summary>
internal sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
{
    private TimeSpan period = Timeout.InfiniteTimeSpan;

    public DateTimeOffset DueAt { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        time.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (period > TimeSpan.Zero)
        {
            time.Schedule(this, period);
        }

        callback();
    }

    public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
