namespace GlusterEngine.Model.Hooks;

/// <summary>In what the hosts of a cluster differ from what the engine knows of a hook; the numbers are oVirt's (spec/rest.md 5).</summary>
[Flags]
public enum HookConflicts
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>A host has another content.</summary>
    Content = 1,

    /// <summary>A host has it enabled and should not, or the other way round.</summary>
    Status = 2,

    /// <summary>A host does not have it.</summary>
    Missing = 4,
}
