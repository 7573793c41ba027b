using GlusterEngine.Data;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Engine;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Vds.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Benchmarks.Sync;

/// <summary>A cluster of three simulated hosts whose volumes are all being rebalanced, adopted by the engine of this process. Its tasks advance only
/// when the benchmark moves the clock, so that there are cycles in which nothing changed.</summary>
internal sealed class SimulatedRebalances : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly VirtualTime clock;
    private readonly Guid clusterId = Guid.NewGuid();

    private SimulatedRebalances(ServiceProvider services, VirtualTime clock)
    {
        this.services = services;
        this.clock = clock;
    }

    public TimedVdsClient Vds => (TimedVdsClient)services.GetRequiredService<IVdsClient>();

    public static async Task<SimulatedRebalances> StartAsync(string connectionString, int count, CancellationToken cancellationToken)
    {
        var time = new VirtualTime();
        var registered = new ServiceCollection();
        registered.AddLogging();
        registered.AddData(_ => connectionString);
        registered.AddSingleton(new SimulatedGluster(Options.Create(new SimulatedOptions()), time));
        registered.AddSimulatedGluster();
        registered.AddVds();
        registered.AddSsh();
        registered.AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime, Microsoft.Extensions.Hosting.Internal.ApplicationLifetime>();
        registered.AddEngine();
        registered.AddSingleton<IVdsClient>(static provider => new TimedVdsClient(ActivatorUtilities.CreateInstance<VdsClient>(provider)));
        var rebalances = new SimulatedRebalances(registered.BuildServiceProvider(), time);
        await rebalances.PrepareAsync(count, cancellationToken);
        return rebalances;
    }

    public Task SyncAsync(CancellationToken cancellationToken) => services.GetRequiredService<GlusterTasksSync>().SyncAsync(clusterId, cancellationToken);

    /// <summary>Lets all tasks go on for the time between two cycles.</summary>
    public void Advance() => clock.Advance(TimeSpan.FromSeconds(5));

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task PrepareAsync(int count, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var pool = SimulatedTopology.Empty(hostCount: 3);
        var volumes = Enumerable.Range(1, count).Select(number => pool.Spread($"volume{number}") with { FilesToMove = 1_000_000 });
        services.GetRequiredService<SimulatedGluster>().Define(clusterId, pool with { Volumes = [.. volumes] });
        var hosts = pool.Hosts.Select(host => new Host
        {
            Id = Guid.NewGuid(),
            ClusterId = clusterId,
            Name = host.Name,
            Address = host.Address,
            Transport = HostTransport.Simulated,
        }).ToList();
        await using (var db = await services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync(cancellationToken))
        {
            db.Add(new Cluster { Id = clusterId, Name = $"cluster of {count}" });
            db.AddRange(hosts);
            await db.SaveChangesAsync(cancellationToken);
        }

        await services.GetRequiredService<InventorySync>().SyncLightAsync(clusterId, cancellationToken);
        for (var number = 1; number <= count; number++)
            await Vds.CallAsync(VdsHost.Of(hosts[0]), new RebalanceStartVerb($"volume{number}", FixLayout: false, Force: false), cancellationToken);
        await SyncAsync(cancellationToken);
    }
}
