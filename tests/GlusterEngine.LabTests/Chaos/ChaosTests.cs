using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.LabTests.Chaos;

/// <summary>
/// Two engines on one database over real nodes; an engine, a glusterd or both die by kill -9 at random points in the life of tasks.
/// Runs with <c>./test.sh --chaos POINTS</c>. GLUSTERENGINE_CHAOS_POINTS is the number of points of each kind, 1 when not set; GLUSTERENGINE_CHAOS_SEED repeats a run,
/// and GLUSTERENGINE_CHAOS_FROM leaves out its first points.
/// </summary>
[Collection(ChaosLabCollection.Name)]
public sealed class ChaosTests(ChaosLab chaos, ITestOutputHelper output)
{
    // As many bricks as a small machine holds at once.
    private const int VolumesAtOnce = 6;

    private const string NeverBegan = "did not answer or did not start";

    // A transaction that loses a glusterd keeps its volume locked for three minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Four looks.
    private static readonly TimeSpan Agreement = TimeSpan.FromSeconds(20);

    [LabFact]
    public async Task No_task_is_lost_doubled_or_stuck_when_engines_and_glusterds_are_killed()
    {
        var seed = Setting("SEED") ?? Environment.TickCount;
        var points = ChaosPoint.Draw(seed, Setting("POINTS") ?? 1);
        output.WriteLine($"GLUSTERENGINE_CHAOS_SEED={seed}, {points.Count} points.");
        var recoveries = new List<(Victim Victim, TimeSpan Time)>();
        var accepted = new HashSet<ChaosPoint>();
        foreach (var batch in points.Skip(Setting("FROM") ?? 0).Chunk(VolumesAtOnce))
        {
            foreach (var point in batch) await chaos.Engines[0].CreateWorkAsync(point.Volume, secondsPerFile: 0.5);
            foreach (var point in batch)
            {
                var (time, answer) = await KillAsync(point);
                recoveries.Add((point.Victim, time));
                if (answer is >= 200 and < 300) accepted.Add(point);
            }

            foreach (var point in batch) await AssertRightEndAsync(point, accepted.Contains(point));
            await AssertLeasesAsync();
            foreach (var point in batch) await RemoveAsync(point);
        }

        foreach (var victim in Enum.GetValues<Victim>()) Tell($"{victim}", [.. recoveries.Where(one => one.Victim == victim).Select(static one => one.Time.TotalSeconds)]);
        Tell("all", [.. recoveries.Select(static one => one.Time.TotalSeconds)]);
    }

    /// <summary>Asks for the task, kills, starts again, and waits for fresh state. How long that took, and the status code of the answer.</summary>
    private async Task<(TimeSpan Recovery, int Answer)> KillAsync(ChaosPoint point)
    {
        var engine = chaos.Engines[point.Engine];
        var request = AskAsync(engine, point);
        await Task.Delay(point.Until, TimeProvider.System);
        var before = await StateAsync(point);
        var killedAt = (await chaos.AskAsync("select now()::text"))[0];
        var since = Stopwatch.StartNew();
        var killed = new List<Task>();
        if (point.Victim is not Victim.Glusterd) killed.Add(KillAsync(engine.Process, point.Away));
        if (point.Victim is not Victim.Engine) killed.Add(KillGlusterdAsync(point.Node, point.Away));

        await Eventually.GetAsync(() => IsFreshAsync(point, killedAt), static fresh => fresh, Patience);
        var recovery = since.Elapsed;
        await Task.WhenAll(killed);
        var answer = await request;
        output.WriteLine($"{point}: {before} at the kill, answered {answer}, fresh after {recovery.TotalSeconds:0.0} s: {await StateAsync(point)}");
        return (recovery, answer);
    }

    private async Task KillAsync(EngineProcess engine, TimeSpan away)
    {
        await engine.KillAsync();
        await Task.Delay(away, TimeProvider.System);
        await engine.StartAgainAsync();
    }

    private async Task KillGlusterdAsync(int node, TimeSpan away)
    {
        await chaos.Lab.RunAsync("kill-glusterd", $"{node}");
        await Task.Delay(away, TimeProvider.System);
        await chaos.Lab.RunAsync("start-glusterd", $"{node}");
    }

    /// <summary>Status code of the answer; 0 when the engine died under the request.</summary>
    private async Task<int> AskAsync(LabEngine engine, ChaosPoint point)
    {
        try
        {
            var volume = (await engine.AwaitVolumeAsync(point.Volume)).Attribute("href")!.Value;
            return (point.Migrates
                ? await engine.Client.PostAsync($"{volume}/glusterbricks/migrate", Bricks(point))
                : await engine.Client.PostAsync($"{volume}/rebalance", "<action/>")).Code;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>Whether an engine has seen the task after the kill: counters or state are newer; without a task that runs, the cluster was looked at.</summary>
    private async Task<bool> IsFreshAsync(ChaosPoint point, string killedAt) => (await chaos.AskAsync($"""
        select (coalesce(bool_and(
          (step.status <> 'STARTED' or task.health_since > '{killedAt}' or exists (select from step_task_node node where node.step_id = step.step_id and node.changed_at > '{killedAt}'))
          and task.intent is null), true)
          and exists (select from cluster_poll where polled_at > '{killedAt}'))::text
        from step_task task join step using (step_id) where task.volume_name = '{point.Volume}'
        """))[0] == "true";

    private async Task<string> StateAsync(ChaosPoint point) => string.Join(" and ", await chaos.AskAsync($"""
        select concat_ws(' ', lower(step.status), lower(task.health), 'intent ' || task.intent, case when step.external_id is null then 'not linked' end,
          case when task.health = 'UNRESPONSIVE' then task.health_detail end)
        from step_task task join step using (step_id) where task.volume_name = '{point.Volume}'
        """)) is { Length: > 0 } state ? state : "no job";

    /// <summary>
    /// One job for the one task that gluster has, and the same end; no task, and a job that says so, or none where nothing was accepted. A node whose process ended while its glusterd
    /// was away says "in progress" ever after, and the engine that it is stalled; one whose glusterd died before it heard of the task never begins, and the engine says that.
    /// Both go on when they are stopped and started again.
    /// </summary>
    private async Task AssertRightEndAsync(ChaosPoint point, bool wasAccepted)
    {
        await Eventually.GetAsync(
            () => StateAsync(point),
            static state => (!state.StartsWith("started", StringComparison.Ordinal) || state.Contains("stalled", StringComparison.Ordinal) || state.Contains(NeverBegan, StringComparison.Ordinal))
                && !state.Contains("intent ", StringComparison.Ordinal),
            Patience);
        // A task may end between two looks of the engine, so that gluster tells of it first.
        var seen = "";
        try
        {
            await Eventually.GetAsync(
                async () =>
                {
                    (var isRight, seen) = await CompareAsync(point, wasAccepted);
                    return isRight;
                },
                static isRight => isRight, Agreement);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{point}: {seen}; {await StateAsync(point)}");
        }
    }

    /// <summary>Whether gluster and the engine tell the same, and what each tells.</summary>
    private async Task<(bool IsRight, string Seen)> CompareAsync(ChaosPoint point, bool wasAccepted)
    {
        var (id, status) = await AskGlusterAsync(point);
        var found = (await chaos.AskAsync($"""
            select concat_ws(' ', coalesce(step.external_id::text, 'never'), case when step.description like '%never heard of it%' then 'partly' else lower(step.status) end, lower(job.status))
            from step_task task join step using (step_id) join job on job.job_id = task.job_id where task.volume_name = '{point.Volume}'
            """)).ToList();
        var isRight = id is null
            ? found is ["never failed failed"] || (found is [] && !wasAccepted)
            : found is [var one] && (one == $"{id} partly failed" || one == $"{id} {status} {(point.Migrates ? "started" : status)}");
        return (isRight, $"gluster has {id ?? "no task"} {status}, the engine {string.Join(" and ", found)}");
    }

    private async Task<(string? Id, string? Status)> AskGlusterAsync(ChaosPoint point)
    {
        XElement? task = null;
        // One that was away when it began lists none.
        foreach (var node in (int[])[2, 1, 3])
        {
            var answer = await chaos.Engines[0].GlusterAsync(node, "--xml", "volume", "status", point.Volume, "tasks");
            task ??= XElement.Parse(answer[answer.IndexOf("<cliOutput", StringComparison.Ordinal)..]).Descendants("task").SingleOrDefault();
        }

        return task is null ? (null, null) : (task.Element("id")!.Value, task.Element("statusStr")!.Value switch
        {
            "completed" => "finished",
            "in progress" or "not started" => "started",
            var other => other,
        });
    }

    /// <summary>A lease is held exactly by each step that is open.</summary>
    private async Task AssertLeasesAsync() => Assert.Equal(
        await chaos.AskAsync("select volume_id::text from step_task join step using (step_id) where end_time is null order by 1"),
        await chaos.AskAsync("select volume_id::text from volume_lease where step_id is not null order by 1"));

    /// <summary>Ends a migration, which shows that its volume can be worked on, and makes room for the next volumes.</summary>
    private async Task RemoveAsync(ChaosPoint point)
    {
        var engine = chaos.Engines[1 - point.Engine];
        var volume = (await engine.AwaitVolumeAsync(point.Volume)).Attribute("href")!.Value;
        var state = await StateAsync(point);
        if (point.Migrates && (state.StartsWith("finished", StringComparison.Ordinal) || state.StartsWith("started", StringComparison.Ordinal)))
            (await engine.Client.PostAsync($"{volume}/glusterbricks/stopmigrate", Bricks(point))).Expect(200);
        if (!point.Migrates && state.StartsWith("started", StringComparison.Ordinal)) (await engine.Client.PostAsync($"{volume}/stoprebalance", "<action/>")).Expect(200);
        await engine.GlusterAsync(1, "volume", "stop", point.Volume, "force");
        await engine.GlusterAsync(1, "volume", "delete", point.Volume);
    }

    private string Bricks(ChaosPoint point) => $"<action><bricks><brick><name>{chaos.Lab.BrickOf(2, point.Volume)}</name></brick></bricks></action>";

    private void Tell(string what, double[] seconds)
    {
        Array.Sort(seconds);
        if (seconds.Length > 0) output.WriteLine($"Recovery, {what}: {seconds.Length} points, p50 {Quantile(seconds, 0.5):0.0} s, p95 {Quantile(seconds, 0.95):0.0} s, most {seconds[^1]:0.0} s.");
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable($"GLUSTERENGINE_CHAOS_{name}") is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
