using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Counters of a rebalance, per node.</summary>
/// <param name="Volume">The volume.</param>
public sealed record RebalanceStatusVerb(string Volume) : VdsVerb<TaskReport>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.rebalanceStatus";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "rebalance", Volume, "status"];

    /// <inheritdoc/>
    public override TaskReport Parse(XElement cliOutput) => TaskReport.Parse(cliOutput.Child("volRebalance"));

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.rebalanceStatus", new() { ["volumeName"] = Volume })];

    /// <inheritdoc/>
    public override TaskReport ParseVdsm(IReadOnlyList<JsonElement> results) => TaskReport.ParseVdsm(results[0]);

    /// <inheritdoc/>
    public override GlusterError? ExplainVdsm(VolumeDescription volume, IReadOnlyList<GlusterTask> tasks) => RebalanceRefusal.Explain(volume, tasks);
}
