namespace GlusterEngine.Engine.Hooks;

/// <summary>Which hook, for commands that need no more.</summary>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="HookId">The hook.</param>
public sealed record HookParameters(Guid ClusterId, Guid HookId) : GlusterHookParameters(ClusterId, HookId);
