namespace GlusterEngine.Testing.History;

/// <summary>Looks for what must never be in the history of a run. Pure.</summary>
public static class HistoryCheck
{
    /// <summary>All violations; none when all is well.</summary>
    public static IReadOnlyList<Violation> Of(RunHistory history) =>
        [.. LeaseRules.Of(history), .. WriteRules.Of(history), .. LookRules.Of(history), .. RequestRules.Of(history), .. RestRules.Of(history)];
}
