using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Takes an option of a volume back to its default.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Option">Key.</param>
/// <param name="Force">Also where it is a protected one.</param>
public sealed record VolumeResetVerb(string Volume, string Option, bool Force = false) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.reset";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "reset", Volume, Option, .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.reset", new() { ["volumeName"] = Volume, ["option"] = Option, ["force"] = Force })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
