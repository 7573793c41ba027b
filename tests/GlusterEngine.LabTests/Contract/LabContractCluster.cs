using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing.Contract;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.LabTests.Contract;

/// <summary>Three real nodes for the contract.</summary>
public sealed class LabContractCluster(GlusterLab lab, IVdsClient client, IReadOnlyList<VdsHost> hosts) : IContractCluster
{
    // Until all nodes have reached bricks that just started, a rebalance fails (spec/gluster.md 1), and so does adding a copy.
    private static readonly TimeSpan UntilBricksAreReached = TimeSpan.FromSeconds(4);

    private const int Loner = 4;

    private static int volumes;

    public IVdsClient Client => client;

    public IReadOnlyList<VdsHost> Hosts => hosts;

    /// <summary>The nodes of a lab by the transport <c>cli</c>.</summary>
    public static LabContractCluster Of(GlusterLab lab) => new(
        lab,
        new ServiceCollection().AddLogging().AddVds().BuildServiceProvider().GetRequiredService<IVdsClient>(),
        [lab.Host(1), lab.Host(2), lab.Host(3)]);

    public async Task<string> CreateVolumeAsync(ContractVolume kind)
    {
        var name = $"contract{Interlocked.Increment(ref volumes)}";
        switch (kind)
        {
            case ContractVolume.SingleBrick:
                await lab.RunAsync("vol", "one", name);
                break;
            case ContractVolume.Stopped:
                await lab.RunAsync("vol", "dist", name);
                await lab.RunAsync("cli", "1", "volume", "stop", name);
                break;
            case ContractVolume.Replicated:
                await lab.RunAsync("vol", "rep3", name);
                // A further copy is announced to the others over a mount of gluster's own.
                await PassAsync(UntilBricksAreReached);
                break;
            case ContractVolume.Unbalanced:
                await CreateUnbalancedAsync(name);
                break;
            default:
                await lab.RunAsync("vol", "dist", name);
                break;
        }

        return name;
    }

    public BrickAddress NewBrick(VdsHost host) =>
        BrickAddress.Parse(lab.BrickOf(Hosts.ToList().IndexOf(host) + 1, $"new{Interlocked.Increment(ref volumes)}"))!.Value;

    public async Task<string> StartLonerAsync()
    {
        await lab.RunAsync("start-node", $"{Loner}");
        return lab.AddressOf(Loner);
    }

    public Task EndLonerAsync() => lab.RunAsync("remove-node", $"{Loner}");

    public Task KillGlusterdAsync(VdsHost host) => lab.RunAsync("kill-glusterd", NodeOf(host));

    public async Task StartGlusterdAsync(VdsHost host)
    {
        await lab.RunAsync("start-glusterd", NodeOf(host));
        while (!await IsPoolWholeAsync())
        {
            await PassAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    public Task PassAsync(TimeSpan duration) => Task.Delay(duration);

    /// <summary>Files on two bricks, a third empty one, and writes that take 200 ms.</summary>
    private async Task CreateUnbalancedAsync(string name)
    {
        await lab.RunAsync("vol", "dist", name, "1", "2");
        await lab.RunAsync("mount", name);
        await lab.RunAsync("fill", name, "200", "1000");
        await lab.RunAsync("umount", name);
        await lab.RunAsync("slow", name, "200000");
        await PassAsync(UntilBricksAreReached);
        await lab.RunAsync("cli", "1", "volume", "add-brick", name, (await lab.RunAsync("brick", "3", name)).Trim(), "force");
        await PassAsync(UntilBricksAreReached);
    }

    private async Task<bool> IsPoolWholeAsync()
    {
        foreach (var host in Hosts)
        {
            var reply = await Client.CallAsync(host, new PeerListVerb(), default);
            if (reply is not VdsReply<IReadOnlyList<PeerDescription>>.Answered answered || !answered.Value.All(peer => peer.IsConnected))
            {
                return false;
            }
        }

        return true;
    }

    private string NodeOf(VdsHost host) => $"{Hosts.ToList().IndexOf(host) + 1}";
}
