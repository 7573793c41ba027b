using GlusterEngine.Engine.Hooks;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace GlusterEngine.Engine.Scheduling;

/// <summary>The engine's Quartz jobs: per cluster the tasks sync, the two inventory syncs and that of hooks, and one clean-up of jobs.</summary>
public sealed class EngineSchedules(
    ISchedulerFactory schedulers,
    IOptions<TasksOptions> tasks,
    IOptions<InventoryOptions> inventory,
    IOptions<JobsOptions> jobs,
    IHostApplicationLifetime lifetime,
    ILogger<EngineSchedules> logger)
{
    private const string TasksGroup = "gluster-tasks";
    private const string LightGroup = "inventory-light";
    private const string HeavyGroup = "inventory-heavy";
    private const string HooksGroup = "hooks";
    private const int DeleteAttempts = 5;
    private const string ClusterKey = "cluster";
    private static readonly string[] ClusterGroups = [TasksGroup, LightGroup, HeavyGroup, HooksGroup];

    /// <summary>The cluster a job runs for.</summary>
    public static Guid ClusterOf(IJobExecutionContext context) => Guid.Parse(context.JobDetail.Key.Name);

    /// <summary>Whether an inventory job is the one that also asks for brick states.</summary>
    public static bool IsHeavy(IJobExecutionContext context) => context.JobDetail.Key.Group == HeavyGroup;

    /// <summary>The clusters that have schedules, and those among them that have all of theirs.</summary>
    public async Task<(IReadOnlySet<Guid> Some, IReadOnlySet<Guid> Whole)> ScheduledAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var clusters = new List<Guid>();
        foreach (var group in ClusterGroups)
            clusters.AddRange((await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(group), cancellationToken)).Select(static key => Guid.Parse(key.Name)));
        return (clusters.ToHashSet(), clusters.CountBy(static cluster => cluster).Where(static found => found.Value == ClusterGroups.Length).Select(static found => found.Key).ToHashSet());
    }

    /// <summary>Schedules what belongs to no cluster.</summary>
    public async Task AddCleanupAsync(CancellationToken cancellationToken) => await ScheduleAsync<JobCleanupJob>(
        await schedulers.GetScheduler(cancellationToken), new("job-cleanup", "engine"), TimeSpan.FromMinutes(jobs.Value.CleanupMinutes), cancellationToken);

    /// <summary>Schedules the jobs of a cluster; they first run at once.</summary>
    public async Task AddClusterAsync(Guid cluster, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await ScheduleAsync<GlusterTasksSyncJob>(scheduler, Key(TasksGroup, cluster), TimeSpan.FromSeconds(tasks.Value.IntervalSeconds), cancellationToken);
        await ScheduleAsync<GlusterSyncJob>(scheduler, Key(LightGroup, cluster), TimeSpan.FromSeconds(inventory.Value.LightSeconds), cancellationToken);
        await ScheduleAsync<GlusterSyncJob>(scheduler, Key(HeavyGroup, cluster), TimeSpan.FromSeconds(inventory.Value.HeavySeconds), cancellationToken);
        await ScheduleAsync<GlusterHookSyncJob>(scheduler, Key(HooksGroup, cluster), TimeSpan.FromSeconds(inventory.Value.HooksSeconds), cancellationToken);
    }

    /// <summary>The same for a cluster that was just added: it is there, so what hinders its schedules is made up for by the next round of <see cref="ScheduleStarter"/>.</summary>
    public async Task TryAddClusterAsync(Guid cluster, CancellationToken cancellationToken)
    {
        try
        {
            await AddClusterAsync(cluster, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.SchedulesNotAdded(logger, exception, cluster);
        }
    }

    /// <summary>Ends the jobs of a cluster that is gone. What is left behind finds nothing to do, and goes with the next round of <see cref="ScheduleStarter"/>.</summary>
    public async Task RemoveClusterAsync(Guid cluster, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var group in ClusterGroups)
        {
            for (var left = DeleteAttempts; left > 0; left--)
            {
                try
                {
                    await scheduler.DeleteJob(Key(group, cluster), cancellationToken);
                    break;
                }
                catch (SchedulerException exception)
                {
                    // An earlier look that was asked for ran, and its trigger went, while Quartz was about to remove it: the next time it is not met any more.
                    if (left == 1) Log.SchedulesLeft(logger, exception, cluster);
                }
            }
        }
    }

    /// <summary>
    /// Asks for an earlier look at hosts, volumes and tasks of a cluster. Only a wish: the regular run comes anyway, so a failure is no more than logged, and while the
    /// engine stops it is none.
    /// </summary>
    public Task AskSoonAsync(Guid cluster) => AskSoonAsync(cluster, LightGroup, TasksGroup);

    /// <summary>The same for the hooks of a cluster.</summary>
    public Task AskHooksSoonAsync(Guid cluster) => AskSoonAsync(cluster, HooksGroup);

    private async Task AskSoonAsync(Guid cluster, params string[] groups)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(CancellationToken.None);
            foreach (var group in groups) await scheduler.TriggerJob(Key(group, cluster), CancellationToken.None);
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The next engine looks at once.
        }
        catch (Exception exception) when (exception is SchedulerException or System.Data.Common.DbException or InvalidOperationException)
        {
            Log.AskSoonFailed(logger, exception, cluster);
        }
    }

    private static JobKey Key(string group, Guid cluster) => new(cluster.ToString(), group);

    private static async Task ScheduleAsync<TJob>(IScheduler scheduler, JobKey key, TimeSpan interval, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var job = JobBuilder.Create<TJob>().WithIdentity(key).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group).ForJob(key).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
