using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Clusters;

/// <summary>A count of the heals of a cluster that is under way.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="ClusterName">Its name.</param>
/// <param name="JobId">The count's job.</param>
/// <param name="Context">Who asked.</param>
internal sealed record HealCount(Guid ClusterId, string ClusterName, Guid JobId, CommandContext Context)
{
    /// <summary>How it ends: where some volumes could be counted it did what it could, and the event names the others.</summary>
    public static JobExecutionStatus StatusOf(int counted, int uncounted) => counted == 0 && uncounted > 0 ? JobExecutionStatus.Failed : JobExecutionStatus.Finished;
}
