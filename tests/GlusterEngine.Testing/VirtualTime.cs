namespace GlusterEngine.Testing;

/// <summary>A clock that moves only when a test says so. Timers that fall due run inside <see cref="Advance"/>, in their order.</summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait; a test may look for one before it moves the clock.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan duration)
    {
        var end = GetUtcNow() + duration;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = end;
        }
    }

    internal void Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime >= TimeSpan.Zero)
            {
                timer.DueAt = now + dueTime;
                timers.Add(timer);
            }
        }
    }

    private VirtualTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > end)
            {
                return null;
            }

            now = next.DueAt;
            timers.Remove(next);
            return next;
        }
    }
}
