using System.Security.Cryptography;
using System.Xml.Linq;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>A mounted volume with files of known content, and the requests that take bricks out of it.</summary>
public sealed class MigrationVolume : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LabEngine _engine;
    private readonly SortedDictionary<string, string> _written = new(StringComparer.Ordinal);
    private string _href = "";

    private MigrationVolume(LabEngine engine, string name)
    {
        _engine = engine;
        Name = name;
    }

    public string Name { get; }

    private string Bricks => $"{_href}/glusterbricks";

    /// <summary>One brick on each node, no copies.</summary>
    public static async Task<MigrationVolume> CreateAsync(LabEngine engine, string name, int files = 24)
    {
        await engine.Lab.RunAsync("vol", "dist", name);
        return await new MigrationVolume(engine, name).FillAsync(files, bricks: 3);
    }

    /// <summary>Two pairs of bricks, on nodes 1 and 2 and on nodes 1 and 3; those of the second pair are called after the volume with <c>-b</c>.</summary>
    public static async Task<MigrationVolume> CreatePairsAsync(LabEngine engine, string name)
    {
        string[] bricks = [engine.Lab.BrickOf(1, name), engine.Lab.BrickOf(2, name), engine.Lab.BrickOf(1, $"{name}-b"), engine.Lab.BrickOf(3, $"{name}-b")];
        await engine.GlusterAsync(1, ["volume", "create", name, "replica", "2", .. bricks, "force"]);
        await engine.GlusterAsync(1, "volume", "start", name);
        return await new MigrationVolume(engine, name).FillAsync(24, bricks: 4);
    }

    /// <summary>Two dispersed sets of three bricks, one on each node; those of the second are called after the volume with <c>-b</c>.</summary>
    public static async Task<MigrationVolume> CreateDispersedAsync(LabEngine engine, string name)
    {
        IEnumerable<string> bricks = ((string[])[name, $"{name}-b"]).SelectMany(set => ((int[])[1, 2, 3]).Select(node => engine.Lab.BrickOf(node, set)));
        await engine.GlusterAsync(1, ["volume", "create", name, "disperse", "3", "redundancy", "1", .. bricks, "force"]);
        await engine.GlusterAsync(1, "volume", "start", name);
        return await new MigrationVolume(engine, name).FillAsync(24, bricks: 6);
    }

    /// <summary>Lets each write on a brick take so long.</summary>
    public async Task SlowDownAsync(double secondsPerFile)
    {
        await _engine.Lab.RunAsync("slow", Name, $"{secondsPerFile * 1_000_000:0}");
        await AssertNothingLostAsync();
        await _engine.AwaitBricksAsync(Name, 3, "up");
    }

    public string Brick(int node) => _engine.Lab.BrickOf(node, Name);

    /// <summary>An operation on bricks, for instance <c>migrate</c>.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="members">More of the action than the bricks.</param>
    /// <param name="bricks">Their names.</param>
    public Task<EngineAnswer> ActAsync(string operation, string members, params IReadOnlyList<string> bricks) =>
        _engine.Client.PostAsync($"{Bricks}/{operation}", ActionOf(members, bricks));

    public Task<EngineAnswer> MigrateAsync(int node, string members = "") => ActAsync("migrate", members, Brick(node));

    public Task<EngineAnswer> CommitAsync(int node, string members = "") => ActAsync("commit", members, Brick(node));

    public Task<EngineAnswer> StopAsync(int node) => ActAsync("stopmigrate", "", Brick(node));

    /// <summary><c>DELETE</c> of bricks; without any, the body stays empty.</summary>
    public Task<EngineAnswer> DeleteAsync(string query, params IReadOnlyList<string> bricks) =>
        _engine.Client.SendAsync(HttpMethod.Delete, Bricks + query, bricks.Count == 0 ? null : ActionOf("", bricks));

    public Task<EngineAnswer> RebalanceAsync() => _engine.RebalanceAsync(Name);

    /// <summary>Starts a migration that gluster accepts.</summary>
    public async Task<TaskReference> StartAsync(int node, string members = "") => LabEngine.TaskOf((await MigrateAsync(node, members)).Expect(200));

    /// <summary>Starts a migration and waits until its data has moved.</summary>
    public async Task<TaskReference> FinishAsync(int node, string members = "")
    {
        var task = await StartAsync(node, members);
        await _engine.AwaitAsync(task, static reading => reading.Status == "finished");
        return task;
    }

    /// <summary>
    /// Brings a migration that lost its process or its glusterd to its commit, as an operator would: one that is left standing is stopped and done again,
    /// and so is one that gluster calls completed while a file is left, for it may pass over the file that was on its way when the process died.
    /// </summary>
    /// <returns>The migration that was committed.</returns>
    public async Task<TaskReference> SeeToItsCommitAsync(TaskReference task, int node)
    {
        for (var rounds = 4; ; rounds--)
        {
            var step = await Eventually.GetAsync(
                () => StepAsync(task),
                static step => step.Element("status")!.Value is "finished" or "failed" || step.Element("health")?.Value == "stalled",
                TimeSpan.FromMinutes(4));
            if (step.Element("status")!.Value == "finished")
            {
                var commit = await CommitAsync(node);
                if (commit.Code == 200) return task;
                Assert.Equal(["FILES_LEFT"], FindingsOf(commit));
            }

            Assert.NotEqual(0, rounds);
            (await StopAsync(node)).Expect(200);
            task = await StartAsync(node);
        }
    }

    /// <summary>Writes a file through the mount.</summary>
    public async Task WriteAsync(string name)
    {
        var content = RandomNumberGenerator.GetBytes(1000);
        await File.WriteAllBytesAsync(Path.Combine(_engine.Lab.MountOf(Name), name), content);
        _written[name] = Convert.ToHexString(SHA256.HashData(content));
    }

    public async Task<IReadOnlyList<string>> BrickNamesAsync() =>
        [.. (await _engine.Client.GetAsync(Bricks)).Expect(200).Xml.Elements("brick").Select(static brick => brick.Element("name")!.Value)];

    /// <summary>The step of a task, with the members that go beyond oVirt's.</summary>
    public async Task<XElement> StepAsync(TaskReference task) => (await _engine.Client.GetAsync($"/jobs/{task.JobId}/steps/{task.StepId}")).Expect(200).Xml;

    /// <summary>Waits until a task is in a state of health.</summary>
    public Task AwaitHealthAsync(TaskReference task, string health) =>
        Eventually.GetAsync(async () => (await StepAsync(task)).Element("health")?.Value, found => found == health, Patience);

    /// <summary>What the gate found when it was last asked, as stored.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(TaskReference task) =>
        FindingsOf((await _engine.Client.GetAsync($"/jobs/{task.JobId}/steps/{task.StepId}/gate")).Expect(200));

    public static IReadOnlyList<string> FindingsOf(EngineAnswer answer) => [.. answer.Xml.Descendants("finding").Select(static finding => finding.Element("key")!.Value)];

    /// <summary>Texts of the events of a kind that name the volume.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(EventCode code) =>
        [.. (await _engine.Client.GetAsync("/events")).Expect(200).Xml.Elements("event")
            .Where(line => line.Element("code")!.Value == $"{(int)code}")
            .Select(static line => line.Element("description")!.Value)
            .Where(text => text.Contains($"olume {Name} ", StringComparison.Ordinal))];

    /// <summary>What gluster says of the volume's task.</summary>
    public Task<string> AskTasksAsync() => _engine.GlusterAsync(1, "volume", "status", Name, "tasks");

    /// <summary>Reads all files through the mount; they are those that were written, to the last byte.</summary>
    public Task AssertNothingLostAsync() => Eventually.GetAsync(() => Task.FromResult(Describe(Read())), read => read == Describe(_written));

    public async ValueTask DisposeAsync() => await _engine.Lab.RunAsync("umount", Name);

    private static string ActionOf(string members, IReadOnlyList<string> bricks) =>
        $"<action><bricks>{string.Concat(bricks.Select(static brick => $"<brick><name>{brick}</name></brick>"))}</bricks>{members}</action>";

    private static string Describe(IReadOnlyDictionary<string, string> files) => string.Join('\n', files.Select(static file => $"{file.Key} {file.Value}"));

    private async Task<MigrationVolume> FillAsync(int files, int bricks)
    {
        await _engine.Lab.RunAsync("mount", Name);
        for (var number = 0; number < files; number++)
        {
            await WriteAsync($"file{number:00}");
        }

        _href = (await _engine.AwaitVolumeAsync(Name)).Attribute("href")!.Value;
        await _engine.AwaitBricksAsync(Name, bricks, "up");
        return this;
    }

    private SortedDictionary<string, string> Read()
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var file in Directory.EnumerateFiles(_engine.Lab.MountOf(Name)))
                read[Path.GetFileName(file)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (IOException unreachable)
        {
            // Right after its bricks were started again a mount may lack some of them.
            read["?"] = unreachable.Message;
        }

        return read;
    }
}
