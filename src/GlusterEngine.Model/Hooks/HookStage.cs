namespace GlusterEngine.Model.Hooks;

/// <summary>When a hook runs (oVirt <c>HookStage</c>).</summary>
public enum HookStage
{
    /// <summary>Before the command.</summary>
    Pre,

    /// <summary>After it.</summary>
    Post,
}
