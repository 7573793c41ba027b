using System.Xml.Linq;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>A cluster of one test in an engine: three simulated hosts, volumes, and the gluster command line behind the engine's back.</summary>
public sealed class SimulatedSite
{
    private readonly EngineUnderTest _engine;
    private readonly Dictionary<string, string> _volumes = new(StringComparer.Ordinal);

    private SimulatedSite(EngineUnderTest engine, Guid id, string name)
    {
        _engine = engine;
        Id = id;
        Name = name;
    }

    public Guid Id { get; }

    public string Name { get; }

    public static SimulatedTopology Pool { get; } = SimulatedTopology.Empty(hostCount: 3);

    public SimulatedFaults Faults => _engine.Gluster.Faults(Id);

    /// <summary>Addresses of the hosts in the order in which the engine asks them.</summary>
    public static IReadOnlyList<string> Addresses { get; } = [.. Pool.Hosts.Select(static host => host.Address)];

    /// <summary>A cluster with a slow volume per name.</summary>
    public static Task<SimulatedSite> CreateAsync(EngineUnderTest engine, params string[] volumes) =>
        CreateAsync(engine, [.. volumes.Select(Slow)]);

    public static async Task<SimulatedSite> CreateAsync(EngineUnderTest engine, IReadOnlyList<SimulatedVolume> volumes)
    {
        var name = "site" + Guid.NewGuid().ToString("N")[..8];
        var added = (await engine.Client.PostAsync("/clusters", $"<cluster><name>{name}</name></cluster>")).Expect(201);
        var site = new SimulatedSite(engine, Guid.Parse(added.Xml.Attribute("id")!.Value), name);
        engine.Gluster.Define(site.Id, Pool with { Volumes = volumes });
        foreach (var host in Pool.Hosts) await site.AddHostAsync(host);
        await site.SeesAsync(volumes);
        await site.RestAsync();
        return site;
    }

    /// <summary>A volume whose rebalance takes about a minute.</summary>
    public static SimulatedVolume Slow(string name) => Pool.Spread(name);

    /// <summary>A volume whose rebalance is done at once.</summary>
    public static SimulatedVolume Quick(string name) => Pool.Spread(name) with { FilesPerSecond = 1_000_000 };

    public async Task<EngineAnswer> AddHostAsync(SimulatedHost host) => (await _engine.Client.PostAsync(
        "/hosts",
        $"<host><name>{Name}-{host.Name}</name><address>{host.Address}</address><transport>simulated</transport><cluster id=\"{Id}\"/></host>")).Expect(201);

    /// <summary>Path of a volume.</summary>
    public string Volume(string name) => _volumes[name];

    public Guid VolumeId(string name) => Guid.Parse(Volume(name)[^36..]);

    public Task<EngineAnswer> StartAsync(string volume, string body = "<action/>", string query = "") =>
        _engine.Client.PostAsync($"{Volume(volume)}/rebalance{query}", body);

    public Task<EngineAnswer> StopAsync(string volume) => _engine.Client.PostAsync(Volume(volume) + "/stoprebalance", "<action/>");

    /// <summary>One run of the tasks sync.</summary>
    public Task SyncAsync() => _engine.Services.GetRequiredService<GlusterTasksSync>().SyncAsync(Id, CancellationToken.None);

    /// <summary>Looks until the task step of an action has a status; a few looks have to be enough.</summary>
    public async Task<XElement> SyncUntilAsync(EngineAnswer action, string status)
    {
        var step = await StepAsync(action);
        for (var look = 0; look < 8 && step.Element("status")!.Value != status; look++)
        {
            await SyncAsync();
            step = await StepAsync(action);
        }

        return step.Element("status")!.Value == status ? step : throw new TimeoutException($"The step does not become {status}: {step}");
    }

    /// <summary>What an operator types on a host.</summary>
    public Task<XElement> GlusterAsync(params string[] words) => GlusterOnAsync(Addresses[0], words);

    private async Task<XElement> GlusterOnAsync(string address, string[] words)
    {
        var host = new VdsHost(Guid.NewGuid(), Id, address, address, HostTransport.Simulated, GlusterdSocket: null);
        var outcome = await _engine.Gluster.RunAsync(host, words, TimeSpan.FromSeconds(10), CancellationToken.None);
        return outcome is CommandOutcome.Exited { Output: var output } ? XElement.Parse(output[output.IndexOf("<cliOutput", StringComparison.Ordinal)..]) : throw new InvalidOperationException(outcome.ToString());
    }

    /// <summary>Gluster's id of a volume's task; null when it has none.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="address">The host that is asked; the first one when not given.</param>
    public async Task<string?> TaskIdAsync(string volume, string? address = null) =>
        (await GlusterOnAsync(address ?? Addresses[0], ["volume", "status", volume, "tasks"])).Descendants("task").SingleOrDefault()?.Element("id")!.Value;

    /// <summary>What stands in gluster as the volume's generation; empty when nothing does.</summary>
    public async Task<string> GenerationAsync(string volume) =>
        (await GlusterAsync("volume", "info", volume)).Descendants("option").SingleOrDefault(static option => option.Element("name")!.Value == VolumeFence.Option)
            ?.Element("value")!.Value ?? "";

    /// <summary>Makes gluster forget the volumes and have these instead, and waits until the engine knows.</summary>
    public async Task ReplaceVolumesAsync(IReadOnlyList<SimulatedVolume> volumes)
    {
        _engine.Gluster.Forget(Id);
        _engine.Gluster.Define(Id, Pool with { Volumes = volumes });
        await SeesAsync(volumes);
    }

    /// <summary>Jobs about the volumes of this cluster, the newest first, with their steps.</summary>
    public async Task<IReadOnlyList<XElement>> JobsAsync() =>
    [
        .. (await _engine.Client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Elements().Where(job =>
            job.Element("description")!.Value.EndsWith(Name, StringComparison.Ordinal) && !job.Element("description")!.Value.Contains(" Host ", StringComparison.Ordinal)),
    ];

    /// <summary>The task step that an action's answer names.</summary>
    public async Task<XElement> StepAsync(EngineAnswer action) =>
        (await _engine.Client.GetAsync(action.Xml.Element("step")!.Attribute("href")!.Value)).Expect(200).Xml;

    public async Task<XElement> JobAsync(EngineAnswer action) =>
        (await _engine.Client.GetAsync(action.Xml.Element("job")!.Attribute("href")!.Value)).Expect(200).Xml;

    /// <summary>Codes of the events about this cluster, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> EventCodesAsync() =>
        [.. (await _engine.Client.GetAsync($"/events?search=message%3D*{Name}*")).Expect(200).Xml.Elements().Reverse().Select(static line => line.Element("code")!.Value)];

    /// <summary>Waits until the looks at tasks that new hosts or a command asked for are over, so that none meets what the test does next.</summary>
    public async Task RestAsync()
    {
        var scheduler = await _engine.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var job = new JobKey(Id.ToString(), "gluster-tasks");
        // Each of them is a trigger of its own, beside the regular one, until it has run.
        await Eventually.GetAsync(async () => await scheduler.GetTriggersOfJob(job), static triggers => triggers.Count == 1);
    }

    private Task SeesAsync(IReadOnlyList<SimulatedVolume> volumes) => ExpectVolumesAsync([.. volumes.Select(static volume => volume.Name)]);

    /// <summary>Waits until the engine sees all hosts up and exactly these volumes, with the states of their bricks.</summary>
    public async Task ExpectVolumesAsync(params IReadOnlyList<string> volumes)
    {
        var seen = await AwaitAsync(
            $"/clusters/{Id}/glustervolumes?follow=bricks",
            answer => answer.Expect(200).Xml.Elements().Select(static volume => volume.Element("name")!.Value).Order(StringComparer.Ordinal)
                    .SequenceEqual(volumes.Order(StringComparer.Ordinal))
                && answer.Xml.Descendants("brick").All(static brick => brick.Element("status")!.Value != "unknown"));
        _volumes.Clear();
        foreach (var volume in seen.Xml.Elements()) _volumes[volume.Element("name")!.Value] = volume.Attribute("href")!.Value;
        await HostsAsync("up", "up", "up");
    }

    /// <summary>Waits until the hosts have these states, in the order of their names.</summary>
    public Task HostsAsync(params string[] states) => AwaitAsync(
        $"/hosts?search=cluster%3D{Name}",
        answer => answer.Expect(200).Xml.Elements().Select(static host => host.Element("status")!.Value).SequenceEqual(states));

    /// <summary>Waits until the engine shows a volume in a state.</summary>
    public Task StatusAsync(string volume, string status) => AwaitAsync(Volume(volume), answer => answer.Expect(200).Xml.Element("status")!.Value == status);

    /// <summary>Lets the inventory look until what the engine answers is as wanted.</summary>
    public Task<EngineAnswer> AwaitAsync(string path, Func<EngineAnswer, bool> isWanted) => Eventually.GetAsync(
        async () =>
        {
            await _engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(Id, CancellationToken.None);
            return await _engine.Client.GetAsync(path);
        },
        isWanted);
}
