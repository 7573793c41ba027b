using System.Diagnostics;
using System.Xml.Linq;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.Hosting;

/// <summary>Two engines as processes of their own on one database.</summary>
public sealed class SeveralEnginesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(15);

    // Four seconds after its last sign of life, with some to spare for a busy machine.
    private static readonly TimeSpan FoundDead = TimeSpan.FromSeconds(8);

    private readonly string _folder = TestFolder.Create();
    private EngineProcess? _one;
    private EngineProcess? _two;

    private EngineProcess One => _one!;

    private EngineProcess Two => _two!;

    public async Task InitializeAsync()
    {
        _one = await EngineProcess.StartAsync(new() { Demo = "simulated", DataFolder = _folder });
        for (var n = 1; n <= 4; n++)
        {
            var cluster = (await One.Client.PostAsync("/clusters", $"<cluster><name>c{n}</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
            (await One.Client.PostAsync("/hosts", $"<host><name>h{n}</name><address>h{n}</address><transport>simulated</transport><cluster id=\"{cluster}\"/></host>")).Expect(201);
        }

        _two = await EngineProcess.StartAsync(new() { Demo = "simulated", DataFolder = _folder, ConnectionString = One.ConnectionString });
    }

    public async Task DisposeAsync()
    {
        if (_two is not null) await _two.DisposeAsync();
        if (_one is not null) await _one.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task They_share_the_clusters_and_when_one_is_killed_the_other_looks_after_all_within_15_seconds()
    {
        // Any engine takes an action, and all see who works.
        var volume = await VolumeAsync();
        var started = (await Two.Client.PostAsync(volume + "/rebalance", "<action/>")).Expect(200);
        var refused = (await One.Client.PostAsync(volume + "/rebalance", "<action/>")).Expect(409);
        Assert.Contains($"-{Two.Id}-", refused.Xml.Element("lease")!.Element("engine")!.Attribute("id")!.Value, StringComparison.Ordinal);

        // Both look after clusters, no cluster is looked at by two at once, and each belongs to one at a time.
        var workers = new HashSet<string>(StringComparer.Ordinal);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(workers.Count == 2 ? 8 : 40);)
        {
            Assert.Equal(0L, await CountAsync(
                "select count(*) from (select from qrtz_fired_triggers where state = 'EXECUTING' group by sched_name, job_group, job_name having count(*) > 1) doubled"));
            var polled = (await EnginesAsync(One)).SelectMany(static engine => Clusters(engine).Select(cluster => (Engine: engine.Attribute("id")!.Value, cluster.Id))).ToList();
            Assert.Equal(polled.Count, polled.Select(static poll => poll.Id).Distinct().Count());
            workers.UnionWith(polled.Select(static poll => poll.Engine));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Equal(2, workers.Count);
        Assert.Equal(["alive", "alive"], (await EnginesAsync(Two)).Select(Status));

        var victim = One.Id;
        var killedAt = new DateTimeOffset((DateTime)(await ValueAsync("select now()"))!);
        var since = Stopwatch.StartNew();
        await One.KillAsync();

        await Eventually.GetAsync(() => EnginesAsync(Two), engines => Status(engines.Single(engine => OfProcess(engine, victim))) == "dead", FoundDead);
        output.WriteLine($"The killed engine counted as dead after {since.Elapsed.TotalSeconds:F1} s.");
        await Eventually.GetAsync(() => EnginesAsync(Two), engines => engines.Where(engine => OfProcess(engine, Two.Id)).SelectMany(Clusters).Count(cluster => cluster.At > killedAt) == 5, TakeOver - since.Elapsed);
        output.WriteLine($"All five clusters were looked at again {since.Elapsed.TotalSeconds:F1} s after the kill.");

        // The task of before is followed to its end by who is left, as one job.
        (await Two.Client.PostAsync(volume + "/stoprebalance", "<action/>")).Expect(200);
        Assert.Equal("aborted", (await Two.Client.GetAsync(started.Xml.Element("step")!.Attribute("href")!.Value)).Xml.Element("status")!.Value);
        Assert.Single((await Two.Client.GetAsync("/jobs")).Xml.Elements(), static job => job.Element("description")!.Value.StartsWith("Rebalancing", StringComparison.Ordinal));

        await One.StartAgainAsync();
        Assert.Equal(2, (await EnginesAsync(Two)).Count(static engine => Status(engine) == "alive"));
    }

    [Fact]
    public async Task One_that_stands_still_with_the_schedulers_locks_in_its_hands_does_not_stop_the_other()
    {
        await PauseAmidSchedulingAsync(One);
        var since = Stopwatch.StartNew();
        var pausedAt = new DateTimeOffset((DateTime)(await ValueAsync("select now()"))!);

        await Eventually.GetAsync(
            () => EnginesAsync(Two),
            engines => engines.Where(engine => OfProcess(engine, Two.Id)).SelectMany(Clusters).Count(cluster => cluster.At > pausedAt) == 5,
            // The time that PostgreSQL gives a silent transaction comes first.
            TakeOver + TimeSpan.FromSeconds(6));
        output.WriteLine($"All five clusters were looked at again {since.Elapsed.TotalSeconds:F1} s after the other engine began to stand still.");

        await One.ResumeAsync();
        (await One.Client.PostAsync(await VolumeAsync() + "/rebalance", "<action/>")).Expect(200);
    }

    [Fact]
    public async Task A_cluster_that_never_got_its_schedules_gets_them()
    {
        const string Lost = "delete from qrtz_simple_triggers where trigger_name = {0}; delete from qrtz_triggers where job_name = {0}; delete from qrtz_job_details where job_name = {0}";
        var ids = (await One.Client.GetAsync("/clusters")).Expect(200).Xml.Elements().Select(static cluster => cluster.Attribute("id")!.Value).ToList();
        // An early look that was asked for is a trigger as well, and would hold on to its job.
        await ValueAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Lost, $"'{ids[0]}'"));
        await ValueAsync($"delete from qrtz_simple_triggers where trigger_name = '{ids[1]}' and trigger_group = 'hooks'; delete from qrtz_triggers where job_name = '{ids[1]}' and job_group = 'hooks'; delete from qrtz_job_details where job_name = '{ids[1]}' and job_group = 'hooks'");

        await Eventually.GetAsync(
            () => CountAsync($"select count(*) from qrtz_job_details where job_name in ('{ids[0]}', '{ids[1]}')"), static jobs => jobs == 8, TimeSpan.FromSeconds(40));
    }

    /// <summary>Makes an engine stand still while it has a transaction of Quartz open, whose first statement locks.</summary>
    private async Task PauseAmidSchedulingAsync(EngineProcess engine)
    {
        const string Open = "select count(*) from pg_stat_activity where state = 'idle in transaction' and query ilike '%qrtz_%' and state_change < now() - interval '100 milliseconds'";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60);)
        {
            await engine.PauseAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
            if (await CountAsync(Open) > 0) return;
            await engine.ResumeAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        throw new TimeoutException("The engine was never met amid its scheduling.");
    }

    [Fact]
    public async Task An_engine_that_loses_its_session_is_not_taken_for_dead()
    {
        var sessions = new HashSet<object?>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(12);)
        {
            sessions.Add(await ValueAsync($"select backend_pid from engine_instance where engine_id like '%-{One.Id}-%'"));
            // Right after a sign, when the next one is farthest.
            await ValueAsync($"select count(pg_terminate_backend(backend_pid)) from engine_instance where engine_id like '%-{One.Id}-%' and seen_at > now() - interval '0.5 seconds'");
            Assert.Equal(["alive", "alive"], (await EnginesAsync(Two)).Select(Status));
            await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System);
        }

        Assert.InRange(sessions.Count, 3, int.MaxValue);
    }

    private static bool OfProcess(XElement engine, int id) => engine.Attribute("id")!.Value.Contains($"-{id}-", StringComparison.Ordinal);

    private static string Status(XElement engine) => engine.Element("status")!.Value;

    private static IEnumerable<(string Id, DateTimeOffset At)> Clusters(XElement engine) => engine.Descendants("cluster_poll")
        .Select(static poll => (poll.Element("cluster")!.Attribute("id")!.Value, DateTimeOffset.Parse(poll.Element("time")!.Value)));

    private static async Task<IReadOnlyList<XElement>> EnginesAsync(EngineProcess asked) => [.. (await asked.Client.GetAsync("/engines")).Expect(200).Xml.Elements()];

    private async Task<string> VolumeAsync()
    {
        var cluster = (await One.Client.GetAsync("/clusters?search=name%3Ddemo")).Xml.Elements().Single().Attribute("href")!.Value;
        var volumes = await Eventually.GetAsync(() => Two.Client.GetAsync(cluster + "/glustervolumes"), static answer => answer.Xml.Elements().Count() == 2);
        return volumes.Xml.Elements().First().Attribute("href")!.Value;
    }

    private async Task<long> CountAsync(string sql) => (long)(await ValueAsync(sql))!;

    private async Task<object?> ValueAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(One.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
