using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Stops a migration, or takes back a finished one. Gluster forgets the task with it: the final counters are only in this reply.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">All bricks of the task: gluster would stop it for a subset too.</param>
public sealed record RemoveBrickStopVerb(string Volume, IReadOnlyList<BrickAddress> Bricks) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.removeBrickStop";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "remove-brick", Volume, .. Bricks.Select(static brick => brick.ToString()), "stop"];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Parse(cliOutput.Child("volRemoveBrick"));

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.removeBrickStop", VdsmParameter.OfRemoval(Volume, Bricks))];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.ParseVdsm(results[0]);
}
