using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.History;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.Options;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>The simulated gluster that all engines of a run share, and its command line behind their backs.</summary>
internal sealed class HistorySite
{
    private const int Clusters = 3;
    private const int VolumesPerCluster = 8;
    private const int BricksPerHost = 5;
    private const string Throttle = "cluster.rebal-throttle";

    private readonly string _stateFile;
    private readonly SimulatedGluster _gluster;
    private readonly Dictionary<string, Guid> _clusterOf = new(StringComparer.Ordinal);
    private readonly List<HistoryVolume> _volumes = [];
    private int _startsByCommandLine;

    /// <param name="folder">The engines' data folder.</param>
    public HistorySite(string folder)
    {
        _stateFile = Path.Combine(folder, "simulated-clusters.json");
        _gluster = new SimulatedGluster(Options.Create(new SimulatedOptions { StateFile = _stateFile }), TimeProvider.System);
    }

    /// <summary>The option that short changes set.</summary>
    public const string Mark = "user.history";

    public IReadOnlyList<HistoryVolume> Volumes => _volumes;

    private static SimulatedTopology Pool { get; } = SimulatedTopology.Empty(hostCount: 3);

    /// <summary>Makes the clusters, and waits until the engine sees all that is in them.</summary>
    public async Task BuildAsync(EngineClient client, Random random)
    {
        for (var n = 1; n <= Clusters; n++)
        {
            var id = Guid.Parse((await client.PostAsync("/clusters", $"<cluster><name>c{n}</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value);
            var volumes = Enumerable.Range(1, VolumesPerCluster).Select(m => Volume($"c{n}v{m}", random)).ToList();
            _gluster.Define(id, Pool with { Volumes = volumes });
            foreach (var host in Pool.Hosts)
                (await client.PostAsync("/hosts", $"<host><name>c{n}-{host.Name}</name><address>{host.Address}</address><transport>simulated</transport><cluster id=\"{id}\"/></host>")).Expect(201);
            var seen = await Eventually.GetAsync(
                () => client.GetAsync($"/clusters/{id}/glustervolumes?follow=bricks"),
                answer => answer.Code == 200 && answer.Xml.Elements().Count() == VolumesPerCluster
                    && answer.Xml.Descendants("brick").All(static brick => brick.Element("status")!.Value != "unknown"),
                TimeSpan.FromSeconds(60));
            foreach (var volume in seen.Xml.Elements())
            {
                var name = volume.Element("name")!.Value;
                _clusterOf[name] = id;
                _volumes.Add(new(Guid.Parse(volume.Attribute("id")!.Value), name, volume.Attribute("href")!.Value, [.. volumes.Single(v => v.Name == name).Bricks.Select(static brick => brick.Address)]));
            }

            await Eventually.GetAsync(
                () => client.GetAsync($"/hosts?search=cluster%3Dc{n}"), static answer => answer.Code == 200 && answer.Xml.Elements().All(static host => host.Element("status")!.Value == "up"), TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Starts or stops a rebalance as an operator on a host.</summary>
    public async Task TypeAsync(HistoryVolume volume, string verb)
    {
        var answer = await RunAsync(volume.Name, "volume", "rebalance", volume.Name, verb);
        if (verb == "start" && answer.Element("opRet")!.Value == "0") Interlocked.Increment(ref _startsByCommandLine);
    }

    /// <summary>Lets nobody into gluster while something is done, so that an engine that is made to stand still does not take gluster with it.</summary>
    public async Task WhileQuietAsync(Func<Task> work)
    {
        await using var turn = await Eventually.GetAsync(() => Task.FromResult(TryEnter()), static file => file is not null);
        await work();
    }

    public (int All, int ByCommandLine) TasksStarted() =>
        (JsonNode.Parse(File.ReadAllText(_stateFile))!.AsArray().Sum(static cluster => (int)cluster!["tasksStarted"]!), _startsByCommandLine);

    /// <summary>What gluster keeps of all volumes at this moment, without waiting for a turn.</summary>
    public IReadOnlyList<RecordedLook> Look()
    {
        var ids = _volumes.ToDictionary(static volume => volume.Name, static volume => volume.Id);
        var state = JsonNode.Parse(File.ReadAllText(_stateFile))!.AsArray();
        var now = TimeProvider.System.GetUtcNow();
        return
        [
            .. from cluster in state
               from volume in cluster!["volumes"]!.AsArray()
               let definition = volume!["definition"]!
               let options = definition["options"]!
               select new RecordedLook(now, ids[(string)definition["name"]!], long.Parse((string?)options[VolumeFence.Option] ?? "0"), (string?)options[Mark]),
        ];
    }

    /// <summary>The volume with what gluster says of it.</summary>
    public async Task<RestingVolume> LookAsync(RestingVolume volume)
    {
        var options = (await RunAsync(volume.Name, "volume", "info", volume.Name)).Descendants("option").ToDictionary(static option => option.Element("name")!.Value, static option => option.Element("value")!.Value);
        var tasks = (await RunAsync(volume.Name, "volume", "status", volume.Name, "tasks")).Descendants("task");
        return volume with
        {
            Stamp = long.Parse(options.GetValueOrDefault(VolumeFence.Option, "0")),
            Throttle = options.GetValueOrDefault(Throttle),
            Tasks = [.. tasks.Select(static task => new RestingTask(Guid.Parse(task.Element("id")!.Value), IsOpen(task)))],
        };
    }

    private static bool IsOpen(XElement task) =>
        task.Element("type")!.Value == "Remove brick" || (GlusterTaskStatus)int.Parse(task.Element("status")!.Value) is GlusterTaskStatus.InProgress;

    /// <summary>A volume whose tasks take from a tenth of a second to a good one, and which has bricks to lose.</summary>
    private static SimulatedVolume Volume(string name, Random random) => Pool.Spread(name) with
    {
        Bricks = [.. Enumerable.Range(0, BricksPerHost).SelectMany(n => Pool.Hosts.Select(host =>
            new SimulatedBrick(new BrickAddress(host.Address, $"/bricks/{name}-{n}"), 1L << 40, 1L << 39)))],
        FilesPerSecond = 1000 / (0.1 + random.NextDouble()),
    };

    private FileStream? TryEnter()
    {
        try
        {
            return new(_stateFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<XElement> RunAsync(string volume, params string[] words)
    {
        var host = new VdsHost(Guid.NewGuid(), _clusterOf[volume], Pool.Hosts[0].Address, Pool.Hosts[0].Address, HostTransport.Simulated, GlusterdSocket: null);
        var outcome = await _gluster.RunAsync(host, words, TimeSpan.FromSeconds(10), CancellationToken.None);
        return outcome is CommandOutcome.Exited { Output: var output }
            ? XElement.Parse(output[output.IndexOf("<cliOutput", StringComparison.Ordinal)..])
            : throw new InvalidOperationException(outcome.ToString());
    }
}
