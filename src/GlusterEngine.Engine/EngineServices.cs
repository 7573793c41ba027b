using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Clusters;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Engine.Events;
using GlusterEngine.Engine.Ghosts;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Engine.Scheduling;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Engine.Volumes;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GlusterEngine.Engine;

/// <summary>Registration of this room. The database must be migrated before the host starts.</summary>
public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton(EngineIdentity.Create());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<VolumeGate>();
        services.AddSingleton<PolledClusters>();
        services.AddSingleton<EngineSchedules>();
        services.AddSingleton<RunningCommands>();
        services.AddSingleton<CommandServices>();
        services.AddCommands();
        services.AddSingleton<PeerConnections>();
        services.AddSingleton<PoolLook>();
        services.AddSingleton<HostKeys>();
        services.AddSingleton<ConnectionKeeper>();
        services.AddSingleton<ThrottleSwitch>();
        services.AddSingleton<GhostFinder>();
        services.AddSingleton<TaskObserver>();
        services.AddSingleton<GateInspector>();
        services.AddSingleton<OneBrickInspector>();
        services.AddSingleton<TaskRepeats>();
        services.AddSingleton<TaskFollowUps>();
        services.AddSingleton<GenerationMove>();
        services.AddSingleton<ReleasedLeases>();
        services.AddSingleton<TaskPreemption>();
        services.AddSingleton<VolumeChangeSync>();
        services.AddSingleton<HostChangeSync>();
        services.AddSingleton<GlusterTasksSync>();
        services.AddSingleton<InventorySync>();
        services.AddSingleton<HookSync>();
        services.AddSingleton<HealCountSync>();
        services.AddSingleton<TaskPace>();
        services.AddHostedService<EngineHeartbeat>();
        services.AddHostedService(static provider => provider.GetRequiredService<RunningCommands>());
        services.AddHostedService(static provider => provider.GetRequiredService<ConnectionKeeper>());
        services.AddScheduler();
        services.AddHostedService<ScheduleStarter>();
        return services;
    }

    private static void AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<AddClusterCommand>();
        services.AddSingleton<RemoveClusterCommand>();
        services.AddSingleton<SyncHealClusterVolumesCommand>();
        services.AddSingleton<EnableGlusterHookCommand>();
        services.AddSingleton<DisableGlusterHookCommand>();
        services.AddSingleton<AddGlusterHookCommand>();
        services.AddSingleton<UpdateGlusterHookCommand>();
        services.AddSingleton<RemoveGlusterHookCommand>();
        services.AddSingleton<AddExternalEventCommand>();
        services.AddSingleton<RemoveEventCommand>();
        services.AddSingleton<UndeleteEventsCommand>();
        services.AddSingleton<AddHostCommand>();
        services.AddSingleton<ActivateHostCommand>();
        services.AddSingleton<DeactivateHostCommand>();
        services.AddSingleton<ImportHostsCommand>();
        services.AddSingleton<RemoveHostCommand>();
        services.AddSingleton<AcceptHostSshKeyCommand>();
        services.AddSingleton<ManageHostConnectionCommand>();
        services.AddSingleton<UnmanageHostConnectionCommand>();
        services.AddSingleton<ReleaseVolumeLeaseCommand>();
        services.AddSingleton<ResyncGlusterVolumeCommand>();
        services.AddSingleton<CreateGlusterVolumeCommand>();
        services.AddSingleton<DeleteGlusterVolumeCommand>();
        services.AddSingleton<SetGlusterVolumeOptionCommand>();
        services.AddSingleton<ResetGlusterVolumeOptionCommand>();
        services.AddSingleton<ResetAllGlusterVolumeOptionsCommand>();
        services.AddSingleton<StartGlusterVolumeProfileCommand>();
        services.AddSingleton<StopGlusterVolumeProfileCommand>();
        services.AddSingleton<VolumeProfiles>();
        services.AddSingleton<StartGlusterVolumeCommand>();
        services.AddSingleton<StopGlusterVolumeCommand>();
        services.AddSingleton<StartRebalanceGlusterVolumeCommand>();
        services.AddSingleton<StopRebalanceGlusterVolumeCommand>();
        services.AddSingleton<SetGlusterTaskThrottleCommand>();
        services.AddSingleton<CureGlusterTaskGhostCommand>();
        services.AddSingleton<AddBricksToGlusterVolumeCommand>();
        services.AddSingleton<BrickDetails>();
        services.AddSingleton<ReplaceGlusterVolumeBrickCommand>();
        services.AddSingleton<ResetGlusterVolumeBrickCommand>();
        services.AddSingleton<StartRemoveGlusterVolumeBricksCommand>();
        services.AddSingleton<StopRemoveGlusterVolumeBricksCommand>();
        services.AddSingleton<CommitRemoveGlusterVolumeBricksCommand>();
        services.AddSingleton<GlusterVolumeRemoveBricksCommand>();
        services.AddSingleton<AddInternalJobCommand>();
        services.AddSingleton<AddExternalJobCommand>();
        services.AddSingleton<AddExternalStepCommand>();
        services.AddSingleton<EndExternalJobCommand>();
        services.AddSingleton<EndExternalStepCommand>();
        services.AddSingleton<ClearExternalJobCommand>();
    }

    /// <summary>Quartz on the engine's own database, clustered: several engines share the work and no cluster is looked at by two at once.</summary>
    private static void AddScheduler(this IServiceCollection services)
    {
        services.AddQuartz(static quartz =>
        {
            quartz.ConfigureScheduler(static options =>
            {
                options.InstanceName = "GlusterEngine";
                options.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(static store =>
            {
                store.UsePostgres(static source => source.UseRegisteredDataSource = true);
                // An engine that dies is missed after four seconds and found out at the next check-in: its clusters are looked after again within five.
                store.UseClustering(static clustering =>
                {
                    clustering.CheckinInterval = TimeSpan.FromSeconds(1);
                    clustering.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
                });
                store.ProvisionSchema();
                // Quartz's own 15 s would be a quarter of a minute without looks after each moment in which the database did not answer.
                store.ConfigureStore(static options => options.DbRetryInterval = TimeSpan.FromSeconds(1));
            });
        });
        services.AddQuartzHostedService(static options => options.WaitForJobsToComplete = true);
    }
}
