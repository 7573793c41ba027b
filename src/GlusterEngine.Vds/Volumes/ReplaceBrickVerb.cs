using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Puts another brick in the place of one of a volume with copies, at once: the self-heal fills it afterwards. Gluster knows no task of it.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Old">The brick that leaves.</param>
/// <param name="New">The brick that takes its place.</param>
public sealed record ReplaceBrickVerb(string Volume, BrickAddress Old, BrickAddress New) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.replaceBrickCommitForce";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "replace-brick", Volume, Old.ToString(), New.ToString(), "commit", "force"];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new(Name, new() { ["volumeName"] = Volume, ["existingBrick"] = Old.ToString(), ["newBrick"] = New.ToString() })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
