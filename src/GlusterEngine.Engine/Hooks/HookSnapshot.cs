using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>What a command on a hook is judged by.</summary>
/// <param name="ClusterName">Name of the cluster.</param>
/// <param name="Hook">The hook, with what each host has.</param>
/// <param name="Hosts">All hosts of the cluster, by name, whatever their state.</param>
public sealed record HookSnapshot(string ClusterName, GlusterHook Hook, IReadOnlyList<Host> Hosts)
{
    /// <summary>The content that hosts get; null when it is not known.</summary>
    public HookContent? Content { get; init; } = Hook.Content is { } bytes ? new(bytes) : null;

    /// <summary>What the hook is called in texts.</summary>
    public string Name => Hook.HookName.Key;

    /// <summary>What a host has of it; null when it was never looked at.</summary>
    public GlusterServerHook? On(Host host) => Hook.ServerHooks.Find(seen => seen.HostId == host.Id);
}
