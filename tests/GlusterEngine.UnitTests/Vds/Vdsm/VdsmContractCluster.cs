using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Contract;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Vdsm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>Three VDSMs over a simulated gluster for the contract.</summary>
public sealed class VdsmContractCluster : IContractCluster, IAsyncLifetime
{
    // Test classes run beside each other, each with addresses of its own.
    private static int pools;

    private readonly VirtualTime time = new();
    private readonly SimulatedVdsmPool pool;
    private readonly ServiceProvider services;

    public VdsmContractCluster()
    {
        pool = new(time, (54, Interlocked.Increment(ref pools)));
        var settings = new ConfigurationBuilder().AddInMemoryCollection(pool.Settings.Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        services = new ServiceCollection().AddLogging().AddVds().Configure<VdsmOptions>(options => settings.GetSection("Vdsm").Bind(options))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public IVdsClient Client => services.GetRequiredService<IVdsClient>();

    public IReadOnlyList<VdsHost> Hosts => pool.Hosts;

    public bool IsTerse => true;

    public IReadOnlyList<VdsmServer> Servers => pool.Servers;

    public IReadOnlyList<SimulatedVdsm> Verbs => pool.Verbs;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task<string> CreateVolumeAsync(ContractVolume kind) => Task.FromResult(pool.AddVolume(volume => kind switch
    {
        ContractVolume.SingleBrick => volume with { Bricks = [volume.Bricks[0]] },
        ContractVolume.Stopped => volume with { IsStarted = false },
        ContractVolume.Replicated => volume with { ReplicaCount = 3 },
        _ => volume,
    }));

    public BrickAddress NewBrick(VdsHost host) => new(host.Address, $"/bricks/new{Guid.NewGuid():N}");

    public Task<string> StartLonerAsync() => Task.FromResult(SimulatedVdsmPool.Loner);

    public Task EndLonerAsync() => Task.CompletedTask;

    public Task KillGlusterdAsync(VdsHost host)
    {
        pool.Faults.Host(host.Address).IsDown = true;
        return Task.CompletedTask;
    }

    public Task StartGlusterdAsync(VdsHost host)
    {
        pool.Faults.Host(host.Address).IsDown = false;
        return Task.CompletedTask;
    }

    public Task PassAsync(TimeSpan duration)
    {
        time.Advance(duration);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await pool.DisposeAsync();
    }
}
