using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Stops a rebalance. Gluster forgets the task with it: the final counters are only in this reply.</summary>
/// <param name="Volume">The volume.</param>
public sealed record RebalanceStopVerb(string Volume) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.rebalanceStop";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "rebalance", Volume, "stop"];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Parse(cliOutput.Child("volRebalance"));

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.rebalanceStop", new() { ["volumeName"] = Volume, ["force"] = false })];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.ParseVdsm(results[0]);

    /// <inheritdoc/>
    public override GlusterError? ExplainVdsm(VolumeDescription volume, IReadOnlyList<GlusterTask> tasks) => RebalanceRefusal.Explain(volume, tasks);
}
