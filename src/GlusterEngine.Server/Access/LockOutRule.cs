namespace GlusterEngine.Server.Access;

/// <summary>How long a pause is after failed log-ins. Pure.</summary>
internal static class LockOutRule
{
    /// <summary>The pause after so many failures in a row; null for none.</summary>
    public static TimeSpan? PauseAfter(int failures, AccessOptions options)
    {
        if (failures < options.LockAfterFailures) return null;
        // 2^20 first pauses are longer than any that may be set.
        var doublings = Math.Min(failures - options.LockAfterFailures, 20);
        return TimeSpan.FromSeconds(Math.Min(options.LockSeconds * Math.Pow(2, doublings), options.LockMaxSeconds));
    }

    /// <summary>After how long without a failure the ones before count no more.</summary>
    public static TimeSpan ForgottenAfter(AccessOptions options) => TimeSpan.FromSeconds(2.0 * Math.Max(options.LockSeconds, options.LockMaxSeconds));
}
