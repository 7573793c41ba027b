using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Writes a hook that a host does not have.</summary>
/// <param name="Hook">Which hook.</param>
/// <param name="Content">What it is to hold.</param>
/// <param name="IsEnabled">Whether gluster is to run it.</param>
public sealed record HookAddVerb(HookName Hook, HookContent Content, bool IsEnabled) : HookVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.add";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.add", VdsmParameter.Of(Hook, ("hookData", Content.Base64), ("checksum", Content.Checksum), ("enable", IsEnabled)))];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;

    internal override Task<VdsReply<bool>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.EditAsync(host, new HookEdit.Add(Hook, Content, IsEnabled), limit, cancellationToken);
}
