using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Makes the bricks of a volume count what they do, or stop that. Sets two options of the volume, or resets them.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="IsOn">Whether they count.</param>
public sealed record ProfileSwitchVerb(string Volume, bool IsOn) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => IsOn ? "GlusterVolume.profileStart" : "GlusterVolume.profileStop";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "profile", Volume, IsOn ? "start" : "stop"];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new(Name, new() { ["volumeName"] = Volume })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
