using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>
/// Takes all options of a volume back to their defaults, those of users too, which go, and with them its generation. Gluster keeps the three that it sets itself.
/// </summary>
/// <param name="Volume">The volume.</param>
/// <param name="Force">Protected options too.</param>
public sealed record VolumeResetAllVerb(string Volume, bool Force) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.reset";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "reset", Volume, .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.reset", new() { ["volumeName"] = Volume, ["option"] = "", ["force"] = Force })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
