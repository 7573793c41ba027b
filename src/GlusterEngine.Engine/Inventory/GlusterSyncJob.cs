using GlusterEngine.Engine.Clusters;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GlusterEngine.Engine.Inventory;

/// <summary>The Quartz job of the inventory: per cluster one light and one heavy trigger.</summary>
[DisallowConcurrentExecution]
public sealed class GlusterSyncJob(InventorySync sync, HookSync hooks, HealCountSync heals, ILogger<GlusterSyncJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var clusterId = EngineSchedules.ClusterOf(context);
        try
        {
            if (EngineSchedules.IsHeavy(context))
            {
                await sync.SyncHeavyAsync(clusterId, cancellationToken);
                return;
            }

            await sync.SyncLightAsync(clusterId, cancellationToken);
            await hooks.SyncNewAsync(clusterId, cancellationToken);
            await heals.EndOrphansAsync(clusterId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next run compares everything anew.
            Log.SyncFailed(logger, exception, clusterId);
        }
    }
}
