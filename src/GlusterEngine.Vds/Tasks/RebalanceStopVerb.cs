using System.Xml.Linq;

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
}
