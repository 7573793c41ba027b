using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>
/// In what hosts differ from what the engine knows of a hook. The engine's word counts until somebody resolves the conflict, so all hosts may differ from it alike. A host that was never
/// looked at differs in nothing. Pure.
/// </summary>
public static class HookConflictRule
{
    /// <summary>In what any host differs.</summary>
    public static HookConflicts Of(GlusterHook hook) => hook.ServerHooks.Aggregate(HookConflicts.None, (found, seen) => found | Of(hook, seen));

    /// <summary>In what one host differs. A hook that is missing differs in nothing else.</summary>
    public static HookConflicts Of(GlusterHook hook, GlusterServerHook seen)
    {
        if (seen.Status == HookStatus.Missing) return HookConflicts.Missing;
        var content = seen.Checksum == hook.Checksum ? HookConflicts.None : HookConflicts.Content;
        return seen.Status == hook.Status ? content : content | HookConflicts.Status;
    }

    /// <summary>How oVirt names them: <c>MISSING_HOOK,CONTENT_CONFLICT,STATUS_CONFLICT</c>, as far as they are; empty for none.</summary>
    public static string Describe(HookConflicts conflicts) => string.Join(',', new[]
    {
        (HookConflicts.Missing, "MISSING_HOOK"), (HookConflicts.Content, "CONTENT_CONFLICT"), (HookConflicts.Status, "STATUS_CONFLICT"),
    }.Where(name => conflicts.HasFlag(name.Item1)).Select(static name => name.Item2));
}
