using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Takes a brick out of service so that its disk can be changed, or takes it back, empty as it is then: the self-heal fills it afterwards.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Brick">The brick.</param>
/// <param name="IsCommit">Whether it is taken back.</param>
public sealed record ResetBrickVerb(string Volume, BrickAddress Brick, bool IsCommit) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => IsCommit ? "GlusterVolume.resetBrickCommitForce" : "GlusterVolume.resetBrickStart";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => IsCommit
        ? ["volume", "reset-brick", Volume, Brick.ToString(), Brick.ToString(), "commit", "force"]
        : ["volume", "reset-brick", Volume, Brick.ToString(), "start"];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new(Name, new() { ["volumeName"] = Volume, ["existingBrick"] = Brick.ToString() })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
