namespace GlusterEngine.Model.Hooks;

/// <summary>Whether a hook can be read by people (oVirt <c>HookContentType</c>).</summary>
public enum HookContentType
{
    /// <summary>A script.</summary>
    Text,

    /// <summary>A program.</summary>
    Binary,
}
