using System.Diagnostics;
using GlusterEngine.IntegrationTests.EmbeddedPostgres;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosting;

/// <summary>The database goes away, hangs, or has no room: requests get 503, nothing is half done, and all goes on by itself.</summary>
public sealed class BadDaysTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_postgresql_is_away_requests_get_503_and_afterwards_all_goes_on()
    {
        await using var postgres = new PostgresUnderTest();
        var server = await postgres.StartAsync();
        await using var engine = await StartAsync(server.ConnectionString);
        var site = await SimulatedSite.CreateAsync(engine, "before", "meanwhile", "after");
        var started = await site.StartAsync("before");

        await server.StopAsync(CancellationToken.None);
        foreach (var path in new[] { "", "/clusters", site.Volume("before"), "/jobs" }) AssertAway(await engine.Client.GetAsync(path));
        AssertAway(await site.StartAsync("meanwhile"));
        AssertAway(await engine.Client.PostAsync("/clusters", "<cluster><name>never</name></cluster>"));
        Assert.Contains("try again", (await engine.Client.Speaking(EngineClient.Json).GetAsync("/clusters")).Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((503, 200), ((await engine.Client.GetAsync("/health/ready")).Code, (await engine.Client.GetAsync("/health/live")).Code));
        await site.GlusterAsync("volume", "rebalance", "meanwhile", "start");
        await site.GlusterAsync("volume", "rebalance", "before", "stop");
        await postgres.StartAsync();

        await Eventually.GetAsync(() => engine.Client.GetAsync("/health/ready"), static answer => answer.Code == 200, Patience);
        // The schedule alone, nobody asks it: the one task is adopted, the other is found to have been stopped.
        await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.Count == 2, Patience);
        await Eventually.GetAsync(() => site.StepAsync(started), static step => step.Element("status")!.Value == "aborted", Patience);
        Assert.Equal(200, (await site.StartAsync("after")).Code);
        Assert.DoesNotContain("never", (await engine.Client.GetAsync("/clusters")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_postgresql_hangs_requests_get_503_soon_and_afterwards_all_goes_on()
    {
        await using var postgres = new PostgresUnderTest();
        var server = await postgres.StartAsync();
        await using var engine = await StartAsync(server.ConnectionString);
        Assert.Equal(200, (await engine.Client.GetAsync("/clusters")).Code);

        var frozen = await FreezeAsync(postgres.PostmasterId);
        try
        {
            var asked = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => engine.Client.GetAsync("/clusters")));
            Assert.All(answers, AssertAway);
            // Five seconds for the answer and one for the cancellation, or five for a new connection; the rest is for a busy machine.
            Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
            Assert.Equal((503, 200), ((await engine.Client.GetAsync("/health/ready")).Code, (await engine.Client.GetAsync("/health/live")).Code));
        }
        finally
        {
            await SignalAsync("CONT", frozen);
        }

        await Eventually.GetAsync(() => engine.Client.GetAsync("/health/ready"), static answer => answer.Code == 200, Patience);
        Assert.Equal(200, (await engine.Client.GetAsync("/clusters")).Code);
    }

    [AdminFact("mounts a small file system to fill it")]
    public async Task Without_room_for_the_database_nothing_is_half_written_and_with_room_all_goes_on()
    {
        await using var postgres = new PostgresUnderTest();
        var server = await postgres.StartAsync();
        await using var disk = await SmallDisk.MountAsync(server, postgres.Options.DataFolder);
        await using var engine = await StartAsync(disk.ConnectionString);
        var volumes = Enumerable.Range(0, 40).Select(static number => $"v{number:00}").ToArray();
        var site = await SimulatedSite.CreateAsync(engine, volumes);

        disk.Fill();
        EngineAnswer? refused = null;
        foreach (var volume in volumes)
        {
            var answer = await site.StartAsync(volume);
            Assert.True(answer.Code is 200 or 202 or 503, answer.ToString());
            if (answer.Code == 503) refused = answer;
        }

        Assert.NotNull(refused);
        Assert.Contains("disk of the database is full", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(200, (await engine.Client.GetAsync("/clusters")).Code);
        await AssertWholeAsync(disk.ConnectionString);

        disk.Empty();
        foreach (var volume in volumes) Assert.True((await site.StartAsync(volume)).Code is 200 or 409);
        await Eventually.GetAsync(site.JobsAsync, jobs => jobs.Count == volumes.Length && jobs.All(static job => job.Descendants("external_type").Any()), Patience);
        await AssertWholeAsync(disk.ConnectionString);
    }

    private static Task<EngineUnderTest> StartAsync(string connectionString) => TasksEngine.StartAsync(TasksEngine.Settings with
    {
        ConnectionString = connectionString,
        More = new Dictionary<string, string>(TasksEngine.Settings.More) { ["Tasks:IntervalSeconds"] = "1" },
    });

    private static void AssertAway(EngineAnswer answer)
    {
        Assert.Equal(503, answer.Code);
        Assert.Equal("Service unavailable", answer.Xml.DescendantsAndSelf("fault").Single().Element("reason")!.Value);
        Assert.Equal("5", answer.Headers["Retry-After"]);
    }

    /// <summary>No job without its steps, no open task without its lease, no lease without its open task.</summary>
    private static async Task AssertWholeAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("""
            select 'job ' || job_id from job left join step using (job_id) where action_type <> 'ADD_HOST' group by job_id having count(*) filter (where step_type = 'REBALANCING_VOLUME') <> 1
              or count(*) filter (where step_type = 'EXECUTING') <> 1
            union all
            select 'task ' || step_id from step_task join step using (step_id) left join volume_lease using (step_id) where end_time is null and volume_lease.volume_id is null
            union all
            select 'lease ' || volume_lease.volume_id from volume_lease left join step using (step_id) where volume_lease.step_id is not null and (step.step_id is null or end_time is not null)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var broken = new List<string>();
        while (await reader.ReadAsync()) broken.Add(reader.GetString(0));
        Assert.Empty(broken);
    }

    private static async Task<IReadOnlyList<string>> FreezeAsync(int postmaster)
    {
        // The postmaster first, so that it starts no more.
        await SignalAsync("STOP", [postmaster.ToString()]);
        var children = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        string[] all = [postmaster.ToString(), .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        await SignalAsync("STOP", all);
        return all;
    }

    private static async Task SignalAsync(string signal, IReadOnlyList<string> processes)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. processes]) { RedirectStandardError = true, UseShellExecute = false })!;
        await kill.WaitForExitAsync();
    }
}
