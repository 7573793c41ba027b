namespace GlusterEngine.Model.Hooks;

/// <summary>Whether gluster runs a hook (oVirt <c>GlusterHookStatus</c>).</summary>
public enum HookStatus
{
    /// <summary>It does.</summary>
    Enabled,

    /// <summary>The file is there, and gluster passes over it.</summary>
    Disabled,

    /// <summary>There is no such file on a host.</summary>
    Missing,
}
