using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class VdsClientTests
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Simulated, GlusterdSocket: null);

    [Fact]
    public async Task A_verb_goes_over_the_channel_of_the_hosts_transport_with_its_own_deadline()
    {
        var channel = new Channel(RecordedAnswer.Of("pool-list.xml").Outcome);
        await using var services = Services(channel);

        var reply = await services.GetRequiredService<IVdsClient>().CallAsync(Host, new PeerListVerb(), CancellationToken.None);

        Assert.Equal(3, Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>(reply).Value.Count);
        Assert.Equal("pool list 15", channel.Said);
    }

    [Theory]
    [InlineData("start", "volume rebalance data start 120")]
    [InlineData("force", "volume rebalance data start force 120")]
    [InlineData("fix-layout", "volume rebalance data fix-layout start 120")]
    public async Task A_start_is_said_with_what_was_asked(string how, string said)
    {
        var channel = new Channel(RecordedAnswer.Of("rebalance-start.xml").Outcome);
        await using var services = Services(channel);
        var verb = new RebalanceStartVerb("data", FixLayout: how == "fix-layout", Force: how == "force");

        Assert.IsType<VdsReply<Guid>.Answered>(await services.GetRequiredService<IVdsClient>().CallAsync(Host, verb, CancellationToken.None));
        Assert.Equal(said, channel.Said);
    }

    [Fact]
    public async Task What_changes_nothing_is_asked_and_what_changes_something_is_run()
    {
        var channel = new Channel(new CommandOutcome.NotStarted("not today"));
        await using var services = Services(channel);
        var client = services.GetRequiredService<IVdsClient>();

        await client.CallAsync(Host, new PeerListVerb(), CancellationToken.None);
        await client.CallAsync(Host, new RebalanceStatusVerb("data"), CancellationToken.None);
        Assert.Equal(2, channel.Questions);
        await client.CallAsync(Host, new RebalanceStartVerb("data", FixLayout: false, Force: false), CancellationToken.None);
        Assert.Equal(2, channel.Questions);
    }

    [Fact]
    public async Task A_host_whose_transport_this_server_lacks_is_unreachable()
    {
        await using var services = Services(channel: null);

        var reply = await services.GetRequiredService<IVdsClient>().CallAsync(Host, new PeerListVerb(), CancellationToken.None);

        Assert.Equal(new VdsReply<IReadOnlyList<PeerDescription>>.Unreachable("This server has no transport Simulated."), reply);
    }

    private static ServiceProvider Services(Channel? channel)
    {
        var services = new ServiceCollection().AddLogging().AddVds();
        if (channel is not null) services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, channel);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class Channel(CommandOutcome outcome) : IGlusterCommandLine
    {
        public string? Said { get; private set; }

        public int Questions { get; private set; }

        public Task<CommandOutcome> AskAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
        {
            Questions++;
            return RunAsync(host, arguments, timeout, cancellationToken);
        }

        public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
        {
            Said = $"{string.Join(' ', arguments)} {timeout.TotalSeconds}";
            return Task.FromResult(outcome);
        }
    }
}
