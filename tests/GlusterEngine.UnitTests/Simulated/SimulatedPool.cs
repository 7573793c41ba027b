using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.History;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>A simulated cluster under virtual time, asked through the real client.</summary>
public sealed class SimulatedPool
{
    private readonly VdsClient client;

    public SimulatedPool(SimulatedTopology topology, SimulatedOptions? options = null, VirtualTime? time = null)
    {
        Time = time ?? new VirtualTime();
        Gluster = new SimulatedGluster(Options.Create(options ?? new SimulatedOptions()), Time);
        Gluster.Define(ClusterId, topology);
        Hosts = [.. topology.Hosts.Select(host => Host(host.Address))];
        client = new VdsClient(
            new Dictionary<HostTransport, IVdsChannel> { [HostTransport.Simulated] = new CommandLineChannel(Gluster, Time) { Hooks = new SimulatedHookDirectory(Gluster) } },
            new Dictionary<HostTransport, IBrickScanner> { [HostTransport.Simulated] = new SimulatedBrickScanner(Gluster) },
            new Dictionary<HostTransport, ICommandHistory>(),
            new HostUses(Time),
            Options.Create(new VdsOptions()),
            Time,
            NullLogger<VdsClient>.Instance);
    }

    public static Guid ClusterId { get; } = Guid.Parse("5d8ff0a5-37a2-4d1c-9a3c-6f5a6e0e1111");

    public VirtualTime Time { get; }

    public SimulatedGluster Gluster { get; }

    public IVdsClient Client => client;

    public IReadOnlyList<VdsHost> Hosts { get; }

    public SimulatedFaults Faults => Gluster.Faults(ClusterId);

    public static VdsHost Host(string address) => new(Guid.NewGuid(), ClusterId, address, address, HostTransport.Simulated, null);

    public Task<VdsReply<TReply>> Say<TReply>(VdsVerb<TReply> verb, int host = 0) => client.CallAsync(Hosts[host], verb, default);

    public async Task<TReply> Ask<TReply>(VdsVerb<TReply> verb, int host = 0) =>
        Assert.IsType<VdsReply<TReply>.Answered>(await Say(verb, host)).Value;

    public async Task<GlusterError> Refusal<TReply>(VdsVerb<TReply> verb, int host = 0) =>
        Assert.IsType<VdsReply<TReply>.Refused>(await Say(verb, host)).Error;

    public Task<Guid> Start(string volume, bool fixLayout = false) => Ask(new RebalanceStartVerb(volume, fixLayout, Force: false));

    public Task<TaskReport> Status(string volume, int host = 0) => Ask(new RebalanceStatusVerb(volume), host);

    /// <summary>The one task that the list shows for a volume; null for none.</summary>
    public async Task<GlusterTask?> Listed(string volume, int host = 0) =>
        (await Ask(new TaskListVerb(), host)).Single(entry => entry.Volume == volume).Tasks.SingleOrDefault();

    /// <summary>What gluster prints for a command line.</summary>
    public async Task<CommandOutcome.Exited> Run(int host, params string[] arguments) =>
        Assert.IsType<CommandOutcome.Exited>(await Gluster.RunAsync(Hosts[host], arguments, TimeSpan.FromSeconds(10), default));
}
