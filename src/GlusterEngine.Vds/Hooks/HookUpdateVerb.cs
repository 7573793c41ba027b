using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Writes another content of a hook of a host; whether it is enabled stays.</summary>
/// <param name="Hook">Which hook.</param>
/// <param name="Content">What it is to hold.</param>
public sealed record HookUpdateVerb(HookName Hook, HookContent Content) : HookVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.update";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.update", VdsmParameter.Of(Hook, ("hookData", Content.Base64), ("hookChecksum", Content.Checksum)))];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;

    internal override Task<VdsReply<bool>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.EditAsync(host, new HookEdit.Update(Hook, Content), limit, cancellationToken);
}
