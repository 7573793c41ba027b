using GlusterEngine.Model.Access;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Locks;
using GlusterEngine.Model.Requests;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data;

/// <summary>The engine's database. The schema is in <c>db/</c>; this maps it.</summary>
public sealed class EngineDb : DbContext
{
    public EngineDb(DbContextOptions<EngineDb> options)
        : base(options)
    {
        // Nothing is tried again in a transaction after a failure, so there is nothing to go back to.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Cluster> Clusters => Set<Cluster>();

    public DbSet<Host> Hosts => Set<Host>();

    public DbSet<HostChange> HostChanges => Set<HostChange>();

    public DbSet<HostConnection> HostConnections => Set<HostConnection>();

    public DbSet<GlusterServer> GlusterServers => Set<GlusterServer>();

    public DbSet<GlusterVolume> Volumes => Set<GlusterVolume>();

    public DbSet<GlusterVolumeOption> VolumeOptions => Set<GlusterVolumeOption>();

    public DbSet<GlusterBrick> Bricks => Set<GlusterBrick>();

    public DbSet<VolumeChange> VolumeChanges => Set<VolumeChange>();

    public DbSet<GlusterHook> Hooks => Set<GlusterHook>();

    public DbSet<GlusterServerHook> ServerHooks => Set<GlusterServerHook>();

    public DbSet<HookChange> HookChanges => Set<HookChange>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Step> Steps => Set<Step>();

    public DbSet<JobSubject> JobSubjects => Set<JobSubject>();

    public DbSet<StepTask> StepTasks => Set<StepTask>();

    public DbSet<StepTaskBrick> StepTaskBricks => Set<StepTaskBrick>();

    public DbSet<StepTaskNode> StepTaskNodes => Set<StepTaskNode>();

    public DbSet<StepTaskSample> StepTaskSamples => Set<StepTaskSample>();

    public DbSet<TaskGhost> TaskGhosts => Set<TaskGhost>();

    public DbSet<VolumeLease> VolumeLeases => Set<VolumeLease>();

    public DbSet<EngineInstance> EngineInstances => Set<EngineInstance>();

    public DbSet<ClusterPoll> ClusterPolls => Set<ClusterPoll>();

    public DbSet<EngineEvent> Events => Set<EngineEvent>();

    public DbSet<AppUser> Users => Set<AppUser>();

    public DbSet<UserClusterRole> UserClusterRoles => Set<UserClusterRole>();

    public DbSet<LogInFailure> LogInFailures => Set<LogInFailure>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    /// <summary>The database's time, the only one that counts: within a transaction, its start.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await this.ReadAsync<DateTimeOffset>("select now()", [], cancellationToken))[0];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(EngineDb).Assembly);
        DatabaseNames.Apply(modelBuilder);
    }
}
