namespace GlusterEngine.Engine.Hooks;

/// <summary>Which content of a hook the hosts get.</summary>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="HookId">The hook.</param>
/// <param name="SourceId">The host whose content it is, by id.</param>
/// <param name="SourceName">The same by name. Without either it is the one that the engine knows.</param>
public sealed record UpdateHookParameters(Guid ClusterId, Guid HookId, Guid? SourceId, string? SourceName) : GlusterHookParameters(ClusterId, HookId);
