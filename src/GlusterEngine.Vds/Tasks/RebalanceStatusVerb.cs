using System.Xml.Linq;

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
}
