using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Lets gluster run a hook of a host; no change when it does.</summary>
/// <param name="Hook">Which hook.</param>
public sealed record HookEnableVerb(HookName Hook) : HookVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.enable";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.enable", VdsmParameter.Of(Hook))];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;

    internal override Task<VdsReply<bool>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.EditAsync(host, new HookEdit.Switch(Hook, IsEnabled: true), limit, cancellationToken);
}
