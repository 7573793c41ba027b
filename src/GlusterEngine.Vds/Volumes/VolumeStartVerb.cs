using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Starts a volume.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Force">Also a volume that is started, whose dead bricks come up again.</param>
public sealed record VolumeStartVerb(string Volume, bool Force) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.start";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "start", Volume, .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    /// <remarks>VDSM loses the words of every refusal: it is the one command that it says without asking for XML.</remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.start", new() { ["volumeName"] = Volume, ["force"] = Force })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
