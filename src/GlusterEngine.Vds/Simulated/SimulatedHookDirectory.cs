using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The hooks of the hosts of the simulated gluster.</summary>
/// <param name="gluster">The model.</param>
internal sealed class SimulatedHookDirectory(SimulatedGluster gluster) : IHookDirectory
{
    public Task<VdsReply<IReadOnlyList<HookDescription>>> ListAsync(VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        gluster.WorkOnHooksAsync<IReadOnlyList<HookDescription>>(
            host, limit, static hooks => (new VdsReply<IReadOnlyList<HookDescription>>.Answered(hooks.List()), HasChanged: false), cancellationToken);

    public Task<VdsReply<HookContent>> ReadAsync(VdsHost host, HookName hook, TimeSpan limit, CancellationToken cancellationToken) => gluster.WorkOnHooksAsync<HookContent>(
        host,
        limit,
        hooks => (hooks.Find(hook) is { } content ? new VdsReply<HookContent>.Answered(content) : new VdsReply<HookContent>.Refused(HookRefusals.NotFound(hook)), HasChanged: false),
        cancellationToken);

    public Task<VdsReply<bool>> EditAsync(VdsHost host, HookEdit edit, TimeSpan limit, CancellationToken cancellationToken)
    {
        var isReadOnly = gluster.Faults(host.ClusterId).Host(host.Address).HasReadOnlyHooks;
        return gluster.WorkOnHooksAsync<bool>(
            host,
            limit,
            hooks => (isReadOnly ? HookRefusals.Failed(edit.Hook, "Read-only file system") : hooks.Edit(edit)) is { } refusal
                ? (new VdsReply<bool>.Refused(refusal), HasChanged: false)
                : (new VdsReply<bool>.Answered(true), HasChanged: true),
            cancellationToken);
    }
}
