using GlusterEngine.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GlusterEngine.Engine.Hooks;

/// <summary>The Quartz job of the hooks, one per cluster.</summary>
[DisallowConcurrentExecution]
public sealed class GlusterHookSyncJob(HookSync sync, ILogger<GlusterHookSyncJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var clusterId = EngineSchedules.ClusterOf(context);
        try
        {
            await sync.SyncAsync(clusterId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SyncFailed(logger, exception, clusterId);
        }
    }
}
