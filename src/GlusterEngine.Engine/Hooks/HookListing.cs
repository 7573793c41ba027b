using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>The hooks that a host showed.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Host">Its name.</param>
/// <param name="Hooks">Its hooks, each once.</param>
public sealed record HookListing(Guid HostId, string Host, IReadOnlyList<HookDescription> Hooks);
