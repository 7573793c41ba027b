using System.Xml.Linq;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.LabTests.Engine;

/// <summary>
/// The real engine as a process of its own, with its own PostgreSQL, over real nodes. Whatever a test asks of it goes over REST; what others do
/// behind its back is done by the gluster program in a node.
/// </summary>
public sealed class LabEngine(GlusterLab lab, IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    // When a node goes away in the middle of a question gluster keeps the volume locked for three minutes, and nobody learns anything about it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly IReadOnlyDictionary<string, string> Pace = new Dictionary<string, string> { ["Tasks:IntervalSeconds"] = "2", ["Inventory:LightSeconds"] = "2" };
    private static readonly string[] LockWords = ["Another transaction is in progress", "Locking failed on"];

    private EngineProcess? _process;
    private string _cluster = "";

    public GlusterLab Lab => lab;

    public EngineProcess Process => _process ?? throw new InvalidOperationException("The engine was not started.");

    public EngineClient Client => Process.Client;

    /// <summary>Path of the cluster with the nodes.</summary>
    public string Cluster => _cluster;

    /// <summary>A database and a data folder that engines share; null for an engine that has its own.</summary>
    public (string Database, string Folder)? Shared { get; init; }

    /// <summary>The nodes that it reaches by ssh: <c>./test.sh --lab ssh</c> makes them all.</summary>
    public IReadOnlyList<int> NodesOverSsh { get; init; } = Environment.GetEnvironmentVariable("GLUSTERENGINE_LAB_TRANSPORT") == "ssh" ? [1, 2, 3] : [];

    /// <summary>Starts the engine beside another one on the same database, and uses its cluster.</summary>
    public async Task JoinAsync(LabEngine other)
    {
        _process = await StartProcessAsync();
        _cluster = other._cluster;
    }

    /// <summary>Starts the engine and adds a cluster with the three nodes, which answer within seconds.</summary>
    public async Task StartAsync()
    {
        if (NodesOverSsh.Count > 0 && !lab.HasSshds) await lab.StartSshdsAsync();
        _process = await StartProcessAsync();
        var cluster = (await Client.PostAsync("/clusters", "<cluster><name>lab</name></cluster>")).Expect(201).Xml;
        _cluster = $"/clusters/{cluster.Attribute("id")!.Value}";
        foreach (var node in (int[])[1, 2, 3])
        {
            var way = NodesOverSsh.Contains(node)
                ? $"<transport>ssh</transport><ssh><port>{GlusterLab.SshPort}</port><user><user_name>root</user_name></user></ssh>"
                : $"<glusterd_socket>{lab.SocketOf(node)}</glusterd_socket>";
            var host = (await Client.PostAsync(
                "/hosts", $"<host><name>node{node}</name><address>{lab.AddressOf(node)}</address>{way}<cluster id=\"{cluster.Attribute("id")!.Value}\"/></host>")).Expect(201).Xml;
            if (NodesOverSsh is [var first, ..] && node == first) await lab.AuthorizeAsync(host.Element("ssh")!.Element("engine_public_key")!.Value);
        }

        await AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));
    }

    private Task<EngineProcess> StartProcessAsync() => EngineProcess.StartAsync(new()
    {
        IsDatabaseEmbedded = Shared is null,
        ConnectionString = Shared?.Database,
        DataFolder = Shared?.Folder,
        More = Pace.Append(new("Ssh:GuardProgram", lab.SshGuard)).Concat(settings ?? new Dictionary<string, string>()).GroupBy(static one => one.Key).ToDictionary(static ones => ones.Key, static ones => ones.Last().Value),
    });

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    /// <summary>Stops and deletes all volumes of the nodes, as far as gluster lets it: one that a question locked stays.</summary>
    public async Task RemoveVolumesAsync()
    {
        if (_process is null) return;
        var names = (await GlusterAsync(1, "volume", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in names.Where(static name => !name.Contains(' ', StringComparison.Ordinal)))
        {
            foreach (string[] words in (string[][])[["stop", name, "force"], ["delete", name]])
            {
                try
                {
                    await GlusterAsync(1, ["volume", .. words]);
                }
                catch (InvalidOperationException)
                {
                    // Not started, or locked; the next test tries it again.
                }
            }
        }
    }

    public async Task<IReadOnlyList<XElement>> AwaitHostsAsync(Func<IReadOnlyList<XElement>, bool> isWanted) =>
        await Eventually.GetAsync<IReadOnlyList<XElement>>(async () => [.. (await Client.GetAsync("/hosts")).Expect(200).Xml.Elements("host")], isWanted, Patience);

    /// <summary>The volume of that name; null when the engine does not show it.</summary>
    public async Task<XElement?> FindVolumeAsync(string name) => (await Client.GetAsync($"{_cluster}/glustervolumes")).Expect(200).Xml
        .Elements("gluster_volume").SingleOrDefault(volume => volume.Element("name")!.Value == name);

    public async Task<XElement> AwaitVolumeAsync(string name, Func<XElement, bool>? isWanted = null) =>
        (await Eventually.GetAsync(() => FindVolumeAsync(name), volume => volume is not null && (isWanted is null || isWanted(volume)), Patience))!;

    /// <summary>Waits until all bricks of a volume are in a state.</summary>
    public async Task<IReadOnlyList<XElement>> AwaitBricksAsync(string volume, int count, string status)
    {
        var href = (await AwaitVolumeAsync(volume)).Attribute("href")!.Value;
        return await Eventually.GetAsync<IReadOnlyList<XElement>>(
            async () => [.. (await Client.GetAsync($"{href}/glusterbricks")).Expect(200).Xml.Elements("brick")],
            bricks => bricks.Count == count && bricks.All(brick => brick.Element("status")!.Value == status),
            Patience);
    }

    /// <summary>
    /// A volume with 40 small files on nodes 1 and 2 and a fresh brick on node 3, which the engine knows to be up. A rebalance moves about
    /// 13 of them, one after the other on either node.
    /// </summary>
    /// <param name="volume">Its name.</param>
    /// <param name="secondsPerFile">How long a node takes for a file; null for no longer than it has to.</param>
    public async Task CreateWorkAsync(string volume, double? secondsPerFile = null)
    {
        await lab.RunAsync("vol", "dist", volume, "1", "2");
        await lab.RunAsync("mount", volume);
        await lab.RunAsync("fill", volume, "40", "1000");
        await lab.RunAsync("umount", volume);
        if (secondsPerFile is { } seconds) await lab.RunAsync("slow", volume, $"{seconds * 1_000_000:0}");
        await GlusterAsync(1, "volume", "add-brick", volume, lab.BrickOf(3, volume), "force");
        await AwaitBricksAsync(volume, 3, "up");
    }

    /// <summary>The gluster program in a node, again where the engine's own questions held the lock at that moment.</summary>
    public async Task<string> GlusterAsync(int node, params IReadOnlyList<string> arguments)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await lab.RunAsync(["cli", $"{node}", .. arguments]);
            }
            catch (InvalidOperationException locked) when (attempt < 20 && LockWords.Any(words => locked.Message.Contains(words, StringComparison.Ordinal)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    /// <summary>What the gluster program says of a volume's rebalance, which is an error when there is none.</summary>
    public Task<string> AskStatusAsync(int node, string volume) =>
        lab.RunAsync("sh", $"{node}", "sh", "-c", $"gluster --mode=script volume rebalance {volume} status 2>&1; true");

    public Task<EngineAnswer> RebalanceAsync(string volume, string action = "<action/>") => ActAsync(volume, "rebalance", action);

    public Task<EngineAnswer> StopRebalanceAsync(string volume) => ActAsync(volume, "stoprebalance", "<action/>");

    /// <summary>Starts a rebalance that gluster accepts.</summary>
    public async Task<TaskReference> StartRebalanceAsync(string volume, string action = "<action/>") => TaskOf((await RebalanceAsync(volume, action)).Expect(200));

    /// <summary>The job and step that an action's answer names.</summary>
    public static TaskReference TaskOf(EngineAnswer answer) =>
        new(answer.Xml.Element("job")!.Attribute("id")!.Value, answer.Xml.Element("step")!.Attribute("id")!.Value);

    public async Task<TaskReading> ReadAsync(TaskReference task) =>
        TaskReading.Of((await Client.GetAsync($"/jobs/{task.JobId}?follow=steps")).Expect(200).Xml)!;

    public Task<TaskReading> AwaitAsync(TaskReference task, Func<TaskReading, bool> isWanted) =>
        Eventually.GetAsync(() => ReadAsync(task), isWanted, Patience);

    public Task<TaskReading> AwaitEndAsync(TaskReference task) => AwaitAsync(task, static reading => !reading.IsOpen);

    /// <summary>All jobs on tasks of a volume, the newest first.</summary>
    public async Task<IReadOnlyList<TaskReading>> TasksOfAsync(string volume) =>
        [.. (await Client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Elements("job").Select(TaskReading.Of).OfType<TaskReading>()
            .Where(reading => reading.Description.Contains($" Gluster Volume {volume} ", StringComparison.Ordinal))];

    /// <summary>Waits for the first job of a volume that is as wanted.</summary>
    public async Task<TaskReading> AwaitTaskOfAsync(string volume, Func<TaskReading, bool> isWanted) =>
        (await Eventually.GetAsync(async () => (await TasksOfAsync(volume)).FirstOrDefault(isWanted), static found => found is not null, Patience))!;

    /// <summary>Sum of a counter of a task over all nodes.</summary>
    public async Task<long> CountAsync(TaskReference task, string counter) =>
        (await Client.GetAsync($"/jobs/{task.JobId}/steps/{task.StepId}/statistics")).Expect(200).Xml.Elements("statistic")
            .Where(statistic => statistic.Element("name")!.Value == counter).Sum(static statistic => (long)statistic.Descendants("datum").Single());

    /// <summary>A task's history, the oldest first.</summary>
    public async Task<IReadOnlyList<NodeCounters>> SamplesAsync(TaskReference task) =>
        [.. (await Client.GetAsync($"/jobs/{task.JobId}/steps/{task.StepId}/samples")).Expect(200).Xml.Elements("sample").Select(NodeCounters.Of)];

    /// <summary>When the engine's last look at the cluster's tasks began, as of its last sign of life, which it gives every second.</summary>
    public async Task<DateTimeOffset> LastLookAsync() =>
        (DateTimeOffset)(await Client.GetAsync("/engines")).Expect(200).Xml.Descendants("cluster_poll").Single().Element("time")!;

    /// <summary>Waits for an event of a kind whose text has a word in it.</summary>
    public Task AwaitEventAsync(EventCode code, string word) => Eventually.GetAsync(
        async () => (await Client.GetAsync("/events")).Expect(200).Xml.Elements("event")
            .Any(line => line.Element("code")!.Value == $"{(int)code}" && line.Element("description")!.Value.Contains(word, StringComparison.Ordinal)),
        static found => found,
        Patience);

    /// <summary>Any action on a volume.</summary>
    public async Task<EngineAnswer> ActAsync(string volume, string operation, string action) =>
        await Client.PostAsync($"{(await AwaitVolumeAsync(volume)).Attribute("href")!.Value}/{operation}", action);
}
