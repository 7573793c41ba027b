using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Adds bricks to a volume: whole sets, or one for each set where the replica count grows.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">The bricks, in order.</param>
/// <param name="ReplicaCount">The replica count that it grows to; null where it stays.</param>
/// <param name="Force">Also bricks on a root file system, in use before, or copies on one host.</param>
public sealed record AddBrickVerb(string Volume, IReadOnlyList<BrickAddress> Bricks, int? ReplicaCount, bool Force) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.addBrick";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine =>
    [
        "volume", "add-brick", Volume, .. ReplicaCount is { } count ? (string[])["replica", $"{count}"] : [],
        .. Bricks.Select(static brick => brick.ToString()), .. Force ? (string[])["force"] : [],
    ];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests =>
    [
        new("GlusterVolume.addBrick", new() { ["volumeName"] = Volume, ["brickList"] = VdsmParameter.Of(Bricks), ["replicaCount"] = ReplicaCount ?? 0, ["stripeCount"] = 0, ["force"] = Force }),
    ];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
