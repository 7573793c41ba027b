using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Stops a volume; its clients lose it. Gluster refuses while a task runs, unless forced.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Force">Also a volume that is stopped, or has a running task.</param>
public sealed record VolumeStopVerb(string Volume, bool Force) : VdsVerb<bool>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.stop";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "stop", Volume, .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.stop", new() { ["volumeName"] = Volume, ["force"] = Force })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
