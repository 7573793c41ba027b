using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing.Contract;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>Three simulated nodes for the contract.</summary>
public sealed class SimulatedContractCluster : IContractCluster
{
    private readonly SimulatedTopology topology = SimulatedTopology.Empty(hostCount: 3) with { OtherPools = [[new("loner", "loner.demo")]] };
    private readonly SimulatedPool pool;
    private int volumes;

    public SimulatedContractCluster() => pool = new SimulatedPool(topology);

    public IVdsClient Client => pool.Client;

    public IReadOnlyList<VdsHost> Hosts => pool.Hosts;

    public Task<string> CreateVolumeAsync(ContractVolume kind)
    {
        var spread = topology.Spread($"volume{++volumes}");
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, kind switch
        {
            ContractVolume.SingleBrick => spread with { Bricks = [spread.Bricks[0]] },
            ContractVolume.Stopped => spread with { IsStarted = false },
            ContractVolume.Replicated => spread with { ReplicaCount = 3 },
            _ => spread,
        });
        return Task.FromResult(spread.Name);
    }

    public BrickAddress NewBrick(VdsHost host) => new(host.Address, $"/bricks/new{++volumes}");

    public Task<string> StartLonerAsync() => Task.FromResult("loner.demo");

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
        pool.Time.Advance(duration);
        return Task.CompletedTask;
    }
}
