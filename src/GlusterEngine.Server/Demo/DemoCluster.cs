using GlusterEngine.Data;
using GlusterEngine.Engine.Clusters;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Access;
using GlusterEngine.Vds.Simulated;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Demo;

/// <summary>
/// On the first start of all, a cluster <c>demo</c> to try things on: three simulated hosts, or with <c>GLUSTERENGINE_DEMO=lab</c> the nodes of
/// <c>GLUSTERENGINE_LAB_HOSTS</c>; none with <c>GLUSTERENGINE_DEMO=none</c>. Once removed it does not come back.
/// </summary>
internal sealed class DemoCluster(
    IDbContextFactory<EngineDb> databases, IConfiguration configuration, SimulatedGluster simulated, AddClusterCommand addCluster, AddHostCommand addHost)
    : IHostedService
{
    private const string Name = "demo";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var hosts = Hosts(configuration["GLUSTERENGINE_DEMO"] is { Length: > 0 } kind ? kind : "simulated");
        if (hosts.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Events.AnyAsync(static e => e.Code == EventCode.ClusterAdded, cancellationToken)) return;
        var admin = await db.Users.SingleAsync(static u => u.Name == AdministratorSetup.Name, cancellationToken);
        var context = new CommandContext(new Caller(admin.Id, admin.Name, admin.Role), "demo");
        var cluster = Value(await addCluster.RunAsync(new(Name, "A cluster to try things on"), context, wait: true, cancellationToken));
        if (hosts[0].Transport == HostTransport.Simulated) simulated.Define(cluster.Id, SimulatedTopology.Demo);
        foreach (var host in hosts) Value(await addHost.RunAsync(host with { ClusterId = cluster.Id }, context, wait: true, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IReadOnlyList<AddHostParameters> Hosts(string kind) => kind switch
    {
        "simulated" => [.. SimulatedTopology.Demo.Hosts.Select(static host =>
            new AddHostParameters(host.Name, host.Address, ClusterId: null, ClusterName: null, HostTransport.Simulated))],
        "lab" => LabHosts.Read(configuration["GLUSTERENGINE_LAB_HOSTS"]),
        "none" => [],
        _ => throw new InvalidOperationException($"GLUSTERENGINE_DEMO is '{kind}'; use simulated, lab or none."),
    };

    private static T Value<T>(CommandResult<T> result) => result is CommandResult<T>.Done done
        ? done.Value
        : throw new InvalidOperationException($"The demo cluster could not be made: {result}");
}
