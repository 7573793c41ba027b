using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Creates a volume, which is not started; answers gluster's id of it.</summary>
/// <param name="Volume">Its name.</param>
/// <param name="Layout">How files are laid out over the bricks.</param>
/// <param name="Bricks">Bricks in order; neighbours form the sets.</param>
/// <param name="Force">Also bricks on a root file system, in use before, or copies on one host.</param>
public sealed record VolumeCreateVerb(string Volume, VolumeLayout Layout, IReadOnlyList<BrickAddress> Bricks, bool Force) : VdsVerb<Guid>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.create";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine =>
    [
        "volume", "create", Volume, .. Layout.Words,
        .. Bricks.Select(static brick => brick.ToString()), .. Force ? (string[])["force"] : [],
    ];

    /// <inheritdoc/>
    public override Guid Parse(XElement cliOutput)
    {
        // <volCreate><volume><name>v</name><id>UUID</id></volume></volCreate>
        var volume = cliOutput.Child("volCreate").Child("volume");
        return volume.Text("name") == Volume ? volume.Uuid("id") : throw new FormatException($"The reply is not about volume {Volume}.");
    }

    /// <inheritdoc/>
    /// <remarks>VDSM has no parameter for disperse sets. It spells the list of bricks in its own way here.</remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => Layout.DisperseCount > 0 ? [] :
    [
        new("GlusterVolume.create", new()
        {
            ["volumeName"] = Volume,
            ["bricklist"] = VdsmParameter.Of(Bricks),
            ["replicaCount"] = Layout.ReplicaCount > 1 ? Layout.ReplicaCount : 0,
            ["stripeCount"] = 0,
            ["transportList"] = new JsonArray([.. (Layout.Transports ?? []).Select(static transport => (JsonNode)transport)]),
            ["force"] = Force,
            ["arbiter"] = Layout.ArbiterCount > 0,
        }),
    ];

    /// <inheritdoc/>
    public override Guid ParseVdsm(IReadOnlyList<JsonElement> results) => results[0].Uuid("uuid");
}
