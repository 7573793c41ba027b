using System.Net;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>Three VDSMs in this process, each at a loopback address of its own, over one simulated gluster.</summary>
public sealed class SimulatedVdsmPool : IAsyncDisposable
{
    private readonly Guid clusterId = Guid.NewGuid();
    private readonly TestAuthority authority = new();
    private readonly VdsmFiles files;
    private int volumes;

    /// <param name="time">The clock of the simulated gluster.</param>
    /// <param name="network">Second and third number of the addresses, <c>127.54.3</c> for 54 and 3: two pools at a time need two.</param>
    public SimulatedVdsmPool(TimeProvider time, (int Second, int Third) network)
    {
        files = new(authority, authority.Issue("engine"));
        Topology = new([.. Enumerable.Range(1, 3).Select(number => $"127.{network.Second}.{network.Third}.{number}").Select(static address => new SimulatedHost(address, address))], []) { OtherPools = [[new(Loner, Loner)]] };
        Gluster = new(Options.Create(new SimulatedOptions()), time);
        Gluster.Define(clusterId, Topology);
        Hosts = [.. Topology.Hosts.Select(host => new VdsHost(Guid.NewGuid(), clusterId, host.Name, host.Address, HostTransport.Vdsm, GlusterdSocket: null))];
        Verbs = [.. Hosts.Select(host => new SimulatedVdsm(Gluster, host with { Transport = HostTransport.Simulated }))];
        var first = Listen(0, port: 0);
        Servers = [first, .. Enumerable.Range(1, Hosts.Count - 1).Select(index => Listen(index, first.Port))];
    }

    /// <summary>Address of a machine that is in no pool; it has no VDSM.</summary>
    public const string Loner = "loner.demo";

    public SimulatedTopology Topology { get; }

    public SimulatedGluster Gluster { get; }

    public SimulatedFaults Faults => Gluster.Faults(clusterId);

    public IReadOnlyList<VdsHost> Hosts { get; }

    public IReadOnlyList<VdsmServer> Servers { get; }

    /// <summary>What the verbs of each host do, with switches of its own.</summary>
    public IReadOnlyList<SimulatedVdsm> Verbs { get; }

    /// <summary>What an engine that talks to them is started with.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Vdsm:CertificateFile"] = files.Certificate,
        ["Vdsm:KeyFile"] = files.Key,
        ["Vdsm:AuthorityFile"] = files.Authority,
        ["Vdsm:Port"] = $"{Servers[0].Port}",
    };

    /// <summary>Adds a volume over the three hosts.</summary>
    /// <param name="change">Makes it another one; null leaves it as it is.</param>
    /// <returns>Its name.</returns>
    public string AddVolume(Func<SimulatedVolume, SimulatedVolume>? change = null)
    {
        var volume = Topology.Spread($"volume{++volumes}");
        Gluster.AddVolume(clusterId, change?.Invoke(volume) ?? volume);
        return volume.Name;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
        files.Dispose();
        authority.Dispose();
    }

    private VdsmServer Listen(int index, int port) =>
        new(IPAddress.Parse(Hosts[index].Address), port, authority.Issue(Hosts[index].Address), authority.Root, Verbs[index].AnswerAsync);
}
