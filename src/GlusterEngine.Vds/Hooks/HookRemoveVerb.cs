using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Deletes a hook of a host; no change when it is not there.</summary>
/// <param name="Hook">Which hook.</param>
public sealed record HookRemoveVerb(HookName Hook) : HookVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.remove";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.remove", VdsmParameter.Of(Hook))];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;

    internal override Task<VdsReply<bool>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.EditAsync(host, new HookEdit.Remove(Hook), limit, cancellationToken);
}
