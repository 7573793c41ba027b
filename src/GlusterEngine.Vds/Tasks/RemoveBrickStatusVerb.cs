using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Counters of a brick migration, per node that holds one of its bricks.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">The bricks being removed; gluster takes any subset of them.</param>
public sealed record RemoveBrickStatusVerb(string Volume, IReadOnlyList<BrickAddress> Bricks) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.removeBrickStatus";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "remove-brick", Volume, .. Bricks.Select(static brick => brick.ToString()), "status"];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Parse(cliOutput.Child("volRemoveBrick"));

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.removeBrickStatus", VdsmParameter.OfRemoval(Volume, Bricks))];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.ParseVdsm(results[0]);
}
