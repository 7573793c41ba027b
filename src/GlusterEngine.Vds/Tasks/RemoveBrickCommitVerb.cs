using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Takes migrated bricks out of the volume. Gluster itself refuses when files failed or were skipped.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">All bricks of the task.</param>
public sealed record RemoveBrickCommitVerb(string Volume, IReadOnlyList<BrickAddress> Bricks) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.removeBrickCommit";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "remove-brick", Volume, .. Bricks.Select(static brick => brick.ToString()), "commit"];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Gone;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.removeBrickCommit", VdsmParameter.OfRemoval(Volume, Bricks))];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.Gone;
}
