using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Starts a rebalance; answers its task id after about 10 s.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="FixLayout">Fix the layout only, move no file.</param>
/// <param name="Force">Move files even to fuller bricks; not together with <paramref name="FixLayout"/>.</param>
public sealed record RebalanceStartVerb(string Volume, bool FixLayout, bool Force) : VdsVerb<Guid>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.rebalanceStart";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "rebalance", Volume, .. FixLayout ? (string[])["fix-layout"] : [], "start", .. Force ? (string[])["force"] : []];

    /// <inheritdoc/>
    public override Guid Parse(XElement cliOutput)
    {
        // <volRebalance><task-id>UUID</task-id><op>1</op></volRebalance>    (op 4 for fix-layout)
        var taskId = cliOutput.Child("volRebalance").Uuid("task-id");
        return taskId != Guid.Empty ? taskId : throw new FormatException("The started rebalance has no task id.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.rebalanceStart", new() { ["volumeName"] = Volume, ["rebalanceType"] = FixLayout ? "fix-layout" : "", ["force"] = Force })];

    /// <inheritdoc/>
    public override Guid ParseVdsm(IReadOnlyList<JsonElement> results) =>
        results[0].Uuid("taskId") is var taskId && taskId != Guid.Empty ? taskId : throw new FormatException("The started rebalance has no task id.");
}
