using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>What a hook of a host holds.</summary>
/// <param name="Hook">Which hook.</param>
public sealed record HookReadVerb(HookName Hook) : HookVerb<HookContent>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.read";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.read", VdsmParameter.Of(Hook))];

    /// <inheritdoc/>
    public override HookContent ParseVdsm(IReadOnlyList<JsonElement> results) => HookContent.OfBase64(results[0].Child("content").PlainText("content"));

    internal override Task<VdsReply<HookContent>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.ReadAsync(host, Hook, limit, cancellationToken);
}
