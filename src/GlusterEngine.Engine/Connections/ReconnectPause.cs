namespace GlusterEngine.Engine.Connections;

/// <summary>How long to wait before a connection is tried again. Pure.</summary>
internal static class ReconnectPause
{
    private const int DoublingsToLongest = 6;

    /// <summary>
    /// 1 s after the first failure, twice as long after each further one, 60 s at most; up to a quarter less, so that the hosts behind a switch that failed are
    /// not all tried at once.
    /// </summary>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(int failures, double chance) =>
        TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(failures - 1, DoublingsToLongest))) * (1 - (chance / 4));
}
