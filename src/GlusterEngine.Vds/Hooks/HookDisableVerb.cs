using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Lets gluster pass over a hook of a host; no change when it does.</summary>
/// <param name="Hook">Which hook.</param>
public sealed record HookDisableVerb(HookName Hook) : HookVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.disable";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.disable", VdsmParameter.Of(Hook))];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;

    internal override Task<VdsReply<bool>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.EditAsync(host, new HookEdit.Switch(Hook, IsEnabled: false), limit, cancellationToken);
}
