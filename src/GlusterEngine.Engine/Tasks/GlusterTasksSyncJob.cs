using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GlusterEngine.Engine.Tasks;

/// <summary>The Quartz job of the tasks sync, and of changes without answer: one trigger per cluster, so that a slow cluster delays nobody.</summary>
[DisallowConcurrentExecution]
public sealed class GlusterTasksSyncJob(HostChangeSync hosts, VolumeChangeSync changes, GlusterTasksSync sync, ILogger<GlusterTasksSyncJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var clusterId = EngineSchedules.ClusterOf(context);
        try
        {
            await hosts.SyncAsync(clusterId, cancellationToken);
            await changes.SyncAsync(clusterId, cancellationToken);
            await sync.SyncAsync(clusterId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next run starts from what is in the database and in gluster, so nothing is lost by giving this one up.
            Log.SyncFailed(logger, exception, clusterId);
        }
    }
}
