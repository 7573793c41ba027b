namespace GlusterEngine.Engine.Changes;

/// <summary>What the step of a change without definite answer says while nobody can tell what became of it: for what it waits, and since when. Pure.</summary>
internal static class ChangeWait
{
    private const string Executing = "Executing";

    /// <summary>No host told of the volume.</summary>
    public static string ForHost(string cluster, string states) =>
        $"host unresponsive: no host of cluster {cluster} tells of it ({(states.Length > 0 ? states : "it has none")}). The engine asks again and goes on by itself; what nobody will ever tell is given up by releaselease of the volume";

    /// <summary>One told, and it does not see all peers.</summary>
    public static string ForPeers(string problem) =>
        $"gluster does not show it. That counts only once all peers are connected, and {problem}: bring back what is away, or give the change up by releaselease of the volume if it is lost. The engine asks again and goes on by itself";

    /// <summary>The step's description.</summary>
    /// <param name="before">As it is.</param>
    /// <param name="reason">What is waited for; null for nothing.</param>
    /// <param name="now">Database time.</param>
    /// <returns>The same where it waits for the same as before, with the time from which on it did.</returns>
    public static string Describe(string before, string? reason, DateTimeOffset now)
    {
        if (reason is null) return Executing;
        var waiting = $"{Executing}: {reason}. It waits since ";
        return before.StartsWith(waiting, StringComparison.Ordinal) ? before : $"{waiting}{now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
    }
}
