using System.Diagnostics;
using GlusterEngine.IntegrationTests.Database;
using GlusterEngine.Testing;
using GlusterEngine.Testing.History;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>
/// Two engines, and a third that joins them, on one database and one gluster, asked for everything at once by many clients, while they stand still, die
/// and lose the database. After that their history must hold what <see cref="HistoryCheck"/> asks for.
/// </summary>
[Collection(HistoryCollection.Name)]
public sealed class SeveralEnginesHistoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = TestFolder.Create();
    private readonly List<HistoryEngine> _engines = [];
    private MigratedDatabase? _database;
    private NpgsqlDataSource? _direct;
    private CommitLosingProxy? _proxy;

    /// <summary>Least number of requests, half of them for a change; <c>GLUSTERENGINE_HISTORY_OPERATIONS</c>.</summary>
    private static int Operations { get; } = Setting("OPERATIONS", 10_000);

    /// <summary>How long the run takes at least; <c>GLUSTERENGINE_HISTORY_MINUTES</c>.</summary>
    private static TimeSpan Soak { get; } = TimeSpan.FromMinutes(Setting("MINUTES", 0));

    public async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _direct = NpgsqlDataSource.Create(_database.ConnectionString);
        _proxy = new(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_direct is not null) await _direct.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_befalls_several_engines_no_task_is_doubled_and_no_job_is_lost()
    {
        var seed = Setting("SEED", Environment.TickCount & int.MaxValue);
        output.WriteLine($"Seed {seed}; repeat with GLUSTERENGINE_HISTORY_SEED={seed}.");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var recorder = new HistoryRecorder(_direct!);
        await recorder.InstallAsync();
        var site = new HistorySite(_folder);
        _engines.Add(await StartAsync(1));
        await site.BuildAsync(_engines[0].Process.Client, random);
        _engines.Add(await StartAsync(2));

        var clients = new HistoryClients(site, random);
        using var unwatch = new CancellationTokenSource();
        var gluster = new GlusterWatch(site);
        var watching = gluster.WatchAsync(unwatch.Token);
        var begun = watch.Elapsed;
        await RunAsync(clients, random, (site, recorder), () => clients.Operations >= Operations / 2 && watch.Elapsed >= Soak / 2);
        output.WriteLine($"Two engines: {clients.Operations} operations, {clients.Changes} of them changes, in {(watch.Elapsed - begun).TotalSeconds:F0} s.");
        _engines.Add(await StartAsync(3));
        await RunAsync(clients, random, (site, recorder), () => clients.Operations >= Operations && watch.Elapsed >= Soak);
        output.WriteLine($"Three engines: {clients.Operations} operations, {clients.Changes} of them changes, after {(watch.Elapsed - begun).TotalSeconds:F0} s; {_proxy!.Lost} commits unheard of.");

        await clients.SettleAsync(_engines, Patience);
        var settled = Stopwatch.StartNew();
        var history = await Eventually.GetAsync(
            () => RestAsync(site, recorder), history => !RestRules.Of(history).Any() || settled.Elapsed > Patience, Patience + TimeSpan.FromMinutes(1));
        await unwatch.CancelAsync();
        await watching;
        history = history with
        {
            Requests = clients.Requests,
            Leases = await recorder.LeasesAsync(),
            Fences = await recorder.FencesAsync(),
            Writes = await recorder.WritesAsync(),
            Looks = gluster.Looks,
        };
        output.WriteLine($"At rest {settled.Elapsed.TotalSeconds:F0} s later; {Describe(history)}; {watch.Elapsed.TotalSeconds:F0} s in all.");
        foreach (var kind in history.Requests.GroupBy(static request => (request.Kind, request.Code)).OrderBy(static kind => kind.Key))
            output.WriteLine($"  {kind.Key.Kind} {kind.Key.Code?.ToString() ?? "no answer"}: {kind.Count()}, such as {kind.First().Fault}");
        // Polls are quick and change nothing; what is checked is done by the others.
        Assert.InRange(clients.Requests.Count, Operations / 2, int.MaxValue);
        var failures = _engines.SelectMany(static engine => FailuresOf(engine.Process.Output)).ToList();
        Assert.True(failures.Count == 0, $"Seed {seed}. {failures.Count} requests met a bug: {string.Join('\n', failures.Take(3))}");
        var violations = HistoryCheck.Of(history);
        Assert.True(violations.Count == 0, $"Seed {seed}. {Tell(history, violations)}");
    }

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable("GLUSTERENGINE_HISTORY_" + name), out var value) ? value : standard;

    /// <summary>What the engine logged of requests that it answered with 500, or would have.</summary>
    private static IEnumerable<string> FailuresOf(string log)
    {
        var lines = log.Split('\n');
        return lines.Index().Where(static line => line.Item.Contains("[ERR]", StringComparison.Ordinal) && line.Item.Contains("FaultMiddleware", StringComparison.Ordinal))
            .Select(line => string.Join('\n', lines.Skip(line.Index).Take(12)));
    }

    private static string Describe(RunHistory history) => string.Join(", ",
        $"{history.Requests.Count} requests for a change, {history.Requests.Count(static request => request.IsAccepted)} of them accepted",
        $"{history.Jobs.Count} jobs, {history.Jobs.Count(static job => job.IsAdopted)} of them adopted",
        $"{history.TasksStarted.All} tasks, {history.TasksStarted.ByCommandLine} of them by the command line",
        $"{history.Jobs.Count(static job => job.IsChange)} short changes, {history.Looks.Count} looks at gluster with something new",
        $"{history.Writes.Count} writes, {history.Fences.Count(static fence => !fence.IsHeld)} fenced off");

    private static string Tell(RunHistory history, IReadOnlyList<Violation> violations) => string.Join('\n',
    [
        $"{violations.Count} violations:",
        .. violations.Take(10).Select(static violation => violation.Text),
        .. violations.Take(3).SelectMany(violation => history.About(violation).Select(static line => "  " + line).Prepend($"Before '{violation.Text}':")),
    ]);

    private Task<HistoryEngine> StartAsync(int number) => HistoryEngine.StartAsync($"engine-{number}", _proxy!, _folder);

    private async Task RunAsync(HistoryClients clients, Random random, (HistorySite Site, HistoryRecorder Recorder) world, Func<bool> isOver)
    {
        var nemesis = new Nemesis([.. _engines], world.Site, world.Recorder, _proxy!);
        using var end = new CancellationTokenSource();
        var (working, disconnecting) = (clients.WorkAsync([.. _engines], Clients, end.Token), nemesis.DisconnectAsync(new Random(random.Next()), end.Token));
        await nemesis.HaltAsync(random, isOver);
        await end.CancelAsync();
        await Task.WhenAll(working, disconnecting);
        output.WriteLine($"{nemesis.Pauses} standstills, {nemesis.Kills} kills, {nemesis.FailedStarts} starts in vain, {nemesis.Terminated} sessions terminated.");
    }

    private static async Task<RunHistory> RestAsync(HistorySite site, HistoryRecorder recorder)
    {
        var jobs = await recorder.JobsAsync();
        var volumes = await Task.WhenAll((await recorder.VolumesAsync()).Select(site.LookAsync));
        return new() { Jobs = jobs, Volumes = volumes, TasksStarted = site.TasksStarted() };
    }
}
