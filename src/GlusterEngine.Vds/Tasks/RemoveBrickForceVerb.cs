using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Takes bricks out of the volume whatever is on them. Loses every file that lies only there: said only on an explicit order.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">The bricks.</param>
/// <param name="ReplicaCount">The new replica count when it is reduced; null when whole sets go.</param>
public sealed record RemoveBrickForceVerb(string Volume, IReadOnlyList<BrickAddress> Bricks, int? ReplicaCount) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.removeBrickForce";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => [
        "volume", "remove-brick", Volume, .. ReplicaCount is { } count ? (string[])["replica", $"{count}"] : [],
        .. Bricks.Select(static brick => brick.ToString()), "force",
    ];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Gone;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.removeBrickForce", VdsmParameter.OfRemoval(Volume, Bricks, ReplicaCount))];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.Gone;
}
