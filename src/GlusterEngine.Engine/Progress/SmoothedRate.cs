namespace GlusterEngine.Engine.Progress;

/// <summary>
/// A rate whose past fades: of what happened as long ago as the time constant, a third counts. Each stretch between two looks counts with its
/// length, however irregular they are.
/// </summary>
internal sealed class SmoothedRate(DateTimeOffset now, TimeSpan fades)
{
    private double sum;
    private double weights;

    /// <summary>Per second; null when there was no stretch.</summary>
    public double? PerSecond => weights > 0 ? sum / weights : null;

    /// <param name="from">Begin of the stretch.</param>
    /// <param name="to">Its end.</param>
    /// <param name="amount">What happened in it.</param>
    /// <param name="seconds">Seconds of it in which it could happen.</param>
    public void Add(DateTimeOffset from, DateTimeOffset to, double amount, double seconds)
    {
        var weight = Faded(to) - Faded(from);
        if (weight <= 0 || seconds <= 0) return;
        sum += weight * amount / seconds;
        weights += weight;
    }

    private double Faded(DateTimeOffset moment) => Math.Exp(Math.Min(0, (moment - now) / fades));
}
