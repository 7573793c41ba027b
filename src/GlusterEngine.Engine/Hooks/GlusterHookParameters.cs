namespace GlusterEngine.Engine.Hooks;

/// <summary>Parameters of a command on a hook.</summary>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="HookId">The hook.</param>
public abstract record GlusterHookParameters(Guid ClusterId, Guid HookId);
