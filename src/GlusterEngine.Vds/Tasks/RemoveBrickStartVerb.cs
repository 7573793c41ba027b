using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Starts to move the data off bricks; answers the task id after 5 to 10 s. Nothing leaves the volume before the commit.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">The bricks: whole replica or disperse sets.</param>
public sealed record RemoveBrickStartVerb(string Volume, IReadOnlyList<BrickAddress> Bricks) : VdsVerb<Guid>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.removeBrickStart";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "remove-brick", Volume, .. Bricks.Select(static brick => brick.ToString()), "start"];

    /// <inheritdoc/>
    public override Guid Parse(XElement cliOutput) => cliOutput.Child("volRemoveBrick").Uuid("task-id");

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.removeBrickStart", VdsmParameter.OfRemoval(Volume, Bricks))];

    /// <inheritdoc/>
    public override Guid ParseVdsm(IReadOnlyList<JsonElement> results) => results[0].Uuid("taskId");
}
