using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Hosts join the pool and leave it.</summary>
public sealed partial class VdsContract
{
    private const int PoolLooks = 100;

    public async Task A_machine_that_is_alone_is_taken_into_the_pool_and_out_again()
    {
        var loner = await cluster.StartLonerAsync();
        try
        {
            Assert.Equal(GlusterErrorMeaning.PeerNotFound, await Refusal(new PeerDetachVerb("no-such-host", Force: false)));
            Assert.Equal(GlusterErrorMeaning.PeerUnreachable, await Refusal(new PeerProbeVerb("no-such-host")));

            Assert.True(await Ask(First, new PeerProbeVerb(loner)));
            foreach (var host in cluster.Hosts) await AwaitPool(host, static peers => peers.Count == 4 && peers.All(static peer => peer.IsConnected));
            Assert.True(await Ask(First, new PeerProbeVerb(loner)));

            await Ask(First, new PeerDetachVerb(loner, Force: false));
            foreach (var host in cluster.Hosts) await AwaitPool(host, static peers => peers.Count == 3 && peers.All(static peer => peer.IsConnected));
        }
        finally
        {
            await cluster.EndLonerAsync();
        }
    }

    private async Task AwaitPool(VdsHost host, Func<IReadOnlyList<PeerDescription>, bool> isWanted)
    {
        for (var look = 0; look < PoolLooks; look++)
        {
            if (isWanted(await Ask(host, new PeerListVerb()))) return;
            await cluster.PassAsync(TimeSpan.FromMilliseconds(200));
        }

        Assert.Fail($"The pool of {host.Name} does not become as it should: {string.Join(", ", await Ask(host, new PeerListVerb()))}");
    }
}
