using System.Globalization;
using GlusterEngine.IntegrationTests.EmbeddedPostgres;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;
using Npgsql;

namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>
/// An engine and a PostgreSQL, each a process that may be killed, over a gluster that goes on. There is a volume for each command at each
/// point, so that one kill meets them all.
/// </summary>
internal sealed class CrashSite : IAsyncDisposable
{
    private const string Option = "performance.read-ahead";
    private const string ThrottleOption = "cluster.rebal-throttle";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly PostgresUnderTest _postgres;
    private readonly SimulatedGlusterd _gluster;
    private readonly Dictionary<string, string> _hrefs = new(StringComparer.Ordinal);
    private readonly List<(CrashPoint Point, HeldCall Call)> _held = [];
    private readonly List<Task<EngineAnswer>> _requests = [];
    private EmbeddedPostgresServer _server;
    private NpgsqlConnection? _blocker;

    private CrashSite(PostgresUnderTest postgres, EmbeddedPostgresServer server, SimulatedGlusterd gluster, EngineProcess engine)
    {
        _postgres = postgres;
        _server = server;
        _gluster = gluster;
        Engine = engine;
    }

    public static IReadOnlyList<(CrashedCommand Command, CrashPoint Point)> All { get; } =
        [.. from command in Enum.GetValues<CrashedCommand>() from point in Enum.GetValues<CrashPoint>() select (command, point)];

    public EngineProcess Engine { get; }

    /// <summary>Starts all, and brings each volume to where its command can be asked for.</summary>
    public static async Task<CrashSite> StartAsync()
    {
        var gluster = SimulatedGlusterd.Start([.. All.Select(VolumeOf)]);
        var postgres = new PostgresUnderTest();
        var server = await postgres.StartAsync();
        var engine = await EngineProcess.StartAsync(new()
        {
            ConnectionString = server.ConnectionString,
            // Each question to each of so many volumes starts a process.
            More = new Dictionary<string, string> { ["Vds:GlusterProgram"] = gluster.Program, ["Tasks:IntervalSeconds"] = "2", ["Inventory:LightSeconds"] = "5" },
        });
        var site = new CrashSite(postgres, server, gluster, engine);
        await site.AddClusterAsync();
        await Task.WhenAll(All.Select(one => site.PrepareAsync(one.Command, NameOf(one.Command, one.Point))));
        return site;
    }

    public static string NameOf(CrashedCommand command, CrashPoint point) => $"{command}-{point}";

    /// <summary>Asks for all commands, and waits until each stands at its point.</summary>
    public async Task AskAsync()
    {
        var done = All.Where(static asked => asked.Point == CrashPoint.ResultWritten).Select(one => AskAsync(one.Command, NameOf(one.Command, one.Point)));
        foreach (var answer in await Task.WhenAll(done)) answer.Expect(200);
        foreach (var (command, point) in All.Where(static asked => asked.Point is CrashPoint.AfterTheIntent or CrashPoint.VerbSent or CrashPoint.VerbAccepted))
        {
            _held.Add((point, HoldAt(point, command, NameOf(command, point))));
            _requests.Add(AskAsync(command, NameOf(command, point)));
        }

        await Task.WhenAll(_held.Select(static one => one.Call.Reached));
        await AskBeforeTheIntentAsync();
    }

    /// <summary>Calls that are held go on, those that had not got to the change only on demand.</summary>
    public void LetGo(bool all)
    {
        foreach (var (point, call) in _held)
            if (all || point != CrashPoint.AfterTheIntent) call.LetGo();
    }

    /// <summary>Gives the rows back for which first transactions wait.</summary>
    public async Task UnblockAsync() => await _blocker!.DisposeAsync();

    /// <summary>Ends postmaster and backends at once, with kill -9. It does not come back before it is started again.</summary>
    public async Task KillPostgresAsync()
    {
        var postmaster = _postgres.PostmasterId;
        var backends = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        string[] all = [postmaster.ToString(CultureInfo.InvariantCulture), .. backends.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        using var kill = System.Diagnostics.Process.Start("kill", ["-KILL", .. all]);
        await kill.WaitForExitAsync();
        await _server.StopAsync(CancellationToken.None);
    }

    public async Task StartPostgresAgainAsync()
    {
        _server = await _postgres.StartAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Waits until the clients of all commands have an answer or lost their engine.</summary>
    public Task AnsweredAsync() => Task.WhenAll(_requests.Select(static async request =>
    {
        try
        {
            return (await request).Code;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }));

    /// <summary>Ends the tasks of the last throttles behind the engine's back, as their own end would.</summary>
    public async Task EndThrottledTasksAsync()
    {
        foreach (var volume in VolumesOf(CrashedCommand.LastThrottle)) await _gluster.TypeAsync("volume", "rebalance", volume, "stop");
    }

    /// <summary>Asks for the other throttles once more, and then for the end of their tasks.</summary>
    public async Task RepeatThrottlesAsync()
    {
        var volumes = VolumesOf(CrashedCommand.Throttle).ToList();
        foreach (var answer in await Task.WhenAll(volumes.Select(volume => AskAsync(CrashedCommand.Throttle, volume)))) answer.Expect(200);
        foreach (var answer in await Task.WhenAll(volumes.Select(volume => AskAsync(CrashedCommand.StopRebalance, volume)))) answer.Expect(200);
    }

    /// <summary>Waits until all volumes are as expected.</summary>
    public Task<string> SettleAsync(string expected) => Eventually.GetAsync(DescribeAsync, found => found == expected, Patience);

    /// <summary>What became of each command: jobs and steps, leases, and gluster's own word, a line per volume.</summary>
    public async Task<string> DescribeAsync()
    {
        var lines = new List<string>();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Pooling = false });
        await using var command = source.CreateCommand("""
            select volume.name,
              coalesce(string_agg('job ' || lower(job.status) || ', step ' || lower(step.status) || case when work.intent is null then '' else ', ' || work.intent end, ' and '), 'no job'),
              case when lease.step_id is null then 'lease free' else 'lease held' end,
              max(step.external_id::text),
              array_prepend(coalesce(lease.stamp, 0), lease.stamps_tried)
            from gluster_volume volume
              left join volume_lease lease using (volume_id)
              left join (
                select volume_id, step_id, intent from step_task
                union all select volume_id, step_id, case when deadline is null then null else 'CHANGE' end from volume_change) work using (volume_id)
              left join step on step.step_id = work.step_id
              left join job on job.job_id = step.job_id
            group by volume.volume_id, volume.name, lease.volume_id
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (name, task) = (reader.GetString(0), await _gluster.TaskIdAsync(reader.GetString(0)));
            var word = task is null ? "gluster has none" : reader.GetValue(3) as string == task.ToString() ? "gluster has its task" : "gluster has another task";
            var throttle = await _gluster.OptionAsync(name, ThrottleOption) is { } set ? $", throttle {set}" : "";
            var generation = long.Parse(await _gluster.OptionAsync(name, VolumeFence.Option) ?? "0", CultureInfo.InvariantCulture);
            var isKnown = reader.GetFieldValue<long[]>(4).Contains(generation) ? "" : $", generation {generation} of which the lease knows nothing";
            lines.Add($"{name}: {reader.GetString(1)}, {reader.GetString(2)}, {word}, done {_gluster.Times(name, LastWordOf(Enum.Parse<CrashedCommand>(name.Split('-')[0])))} times{throttle}{isKnown}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _gluster.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private static SimulatedVolume VolumeOf((CrashedCommand Command, CrashPoint Point) asked)
    {
        var volume = SimulatedGlusterd.Pool.Spread(NameOf(asked.Command, asked.Point));
        return volume with
        {
            FilesPerSecond = asked.Command == CrashedCommand.Commit ? 1_000_000 : 1,
            Options = IsThrottle(asked.Command) ? new Dictionary<string, string>(volume.Options, StringComparer.Ordinal) { [ThrottleOption] = "normal" } : volume.Options,
        };
    }

    private static bool IsThrottle(CrashedCommand command) => command is CrashedCommand.Throttle or CrashedCommand.LastThrottle;

    private static IEnumerable<string> VolumesOf(CrashedCommand command) => All.Where(asked => asked.Command == command).Select(static asked => NameOf(asked.Command, asked.Point));

    private static string LastWordOf(CrashedCommand command) => command switch
    {
        CrashedCommand.StopRebalance or CrashedCommand.StopMigrate => "stop",
        CrashedCommand.Commit => "commit",
        CrashedCommand.ForceRemove => "force",
        CrashedCommand.SetOption => Option,
        CrashedCommand.Throttle or CrashedCommand.LastThrottle => "lazy",
        _ => "start",
    };

    private HeldCall HoldAt(CrashPoint point, CrashedCommand command, string volume) => point switch
    {
        // The generation is looked at first.
        CrashPoint.AfterTheIntent => _gluster.Hold(CallPoint.OnItsWay, "info", volume),
        CrashPoint.VerbSent => _gluster.Hold(CallPoint.OnItsWay, volume, LastWordOf(command)),
        _ => _gluster.Hold(CallPoint.OnItsWayBack, volume, LastWordOf(command)),
    };

    /// <summary>Commands whose first transaction waits for a row that nobody gives back before the kill.</summary>
    private async Task AskBeforeTheIntentAsync()
    {
        var unpooled = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Pooling = false }.ConnectionString;
        var blocker = new NpgsqlConnection(unpooled);
        await blocker.OpenAsync();
        await using (var take = new NpgsqlCommand(
            "insert into volume_lease (volume_id, generation) select volume_id, 0 from gluster_volume where name like '%-BeforeTheIntent' on conflict (volume_id) do update set generation = volume_lease.generation", blocker))
        {
            await using var begin = new NpgsqlCommand("begin", blocker);
            await begin.ExecuteNonQueryAsync();
            await take.ExecuteNonQueryAsync();
        }

        var asked = All.Where(static asked => asked.Point == CrashPoint.BeforeTheIntent).ToList();
        _requests.AddRange(asked.Select(one => AskAsync(one.Command, NameOf(one.Command, one.Point))));
        await Eventually.GetAsync(
            async () => (long)(await PostgresUnderTest.AskAsync(_server, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query not ilike '%FenceTasks%'"))!,
            count => count == asked.Count);
        _blocker = blocker;
    }

    private async Task AddClusterAsync()
    {
        var cluster = (await Engine.Client.PostAsync("/clusters", "<cluster><name>crashes</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        foreach (var host in SimulatedGlusterd.Pool.Hosts)
        {
            (await Engine.Client.PostAsync("/hosts",
                $"""<host><name>{host.Name}</name><address>{host.Address}</address><glusterd_socket>{_gluster.SocketOf(host)}</glusterd_socket><cluster id="{cluster}"/></host>""")).Expect(201);
        }

        var volumes = await Eventually.GetAsync(
            async () => (await Engine.Client.GetAsync($"/clusters/{cluster}/glustervolumes?follow=bricks")).Expect(200).Xml,
            static volumes => volumes.Elements().Count() == All.Count && volumes.Descendants("brick").All(static brick => brick.Element("status")!.Value == "up"), Patience);
        foreach (var volume in volumes.Elements()) _hrefs[volume.Element("name")!.Value] = volume.Attribute("href")!.Value;
        await Eventually.GetAsync(async () => (await Engine.Client.GetAsync("/hosts")).Xml.Elements(), static hosts => hosts.All(static host => host.Element("status")!.Value == "up"), Patience);
    }

    private async Task PrepareAsync(CrashedCommand command, string volume)
    {
        if (command == CrashedCommand.StopRebalance || IsThrottle(command)) (await AskAsync(CrashedCommand.Rebalance, volume)).Expect(200);
        if (command is not (CrashedCommand.StopMigrate or CrashedCommand.Commit)) return;
        var step = (await AskAsync(CrashedCommand.Migrate, volume)).Expect(200).Xml.Element("step")!.Attribute("href")!.Value;
        if (command == CrashedCommand.Commit) await Eventually.GetAsync(async () => (await Engine.Client.GetAsync(step)).Xml.Element("status")!.Value, static status => status == "finished");
    }

    private Task<EngineAnswer> AskAsync(CrashedCommand command, string volume)
    {
        var (client, href) = (Engine.Client, _hrefs[volume]);
        var brick = $"<bricks><brick><name>{SimulatedGlusterd.Pool.Hosts[2].Address}:/bricks/{volume}</name></brick></bricks>";
        return command switch
        {
            CrashedCommand.Rebalance => client.PostAsync($"{href}/rebalance", "<action/>"),
            CrashedCommand.StopRebalance => client.PostAsync($"{href}/stoprebalance", "<action/>"),
            CrashedCommand.Migrate => client.PostAsync($"{href}/glusterbricks/migrate", $"<action>{brick}</action>"),
            CrashedCommand.StopMigrate => client.PostAsync($"{href}/glusterbricks/stopmigrate", $"<action>{brick}</action>"),
            CrashedCommand.ForceRemove => client.SendAsync(HttpMethod.Delete, $"{href}/glusterbricks?force=true", $"<action>{brick}<reason>simulated</reason></action>"),
            CrashedCommand.SetOption => client.PostAsync($"{href}/setoption", $"<action><option><name>{Option}</name><value>off</value></option></action>"),
            CrashedCommand.Throttle or CrashedCommand.LastThrottle => client.PostAsync($"{href}/throttle", "<action><throttle>lazy</throttle></action>"),
            // There are no files to look at.
            _ => client.PostAsync($"{href}/glusterbricks/commit", $"<action>{brick}<override>true</override><reason>simulated</reason></action>"),
        };
    }
}
