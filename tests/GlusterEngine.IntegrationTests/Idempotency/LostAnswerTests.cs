using System.Text;
using GlusterEngine.Data.Requests;
using GlusterEngine.Data;
using GlusterEngine.Engine.Clusters;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Requests;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing;
using GlusterEngine.Vds.Simulated;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.IntegrationTests.Idempotency;

/// <summary>The same key again, after clients went away and engines died: nothing is done twice.</summary>
public sealed class LostAnswerTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private readonly string key = KeyedClient.NewKey();

    [Fact]
    public async Task Two_engines_do_it_once()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = TasksEngine.Settings with { ConnectionString = database.ConnectionString };
        var gluster = new SimulatedGluster(Options.Create(new SimulatedOptions { StartSeconds = 1 }), TimeProvider.System);
        await using var first = await TasksEngine.StartAsync(settings, gluster);
        await using var second = await TasksEngine.StartAsync(settings, gluster);
        var site = await SimulatedSite.CreateAsync(first, "v");

        var answers = await Task.WhenAll(
            from engine in new[] { first, second }
            from _ in Enumerable.Range(0, 5)
            select engine.Client.PostAsync(site.Volume("v") + "/rebalance", "<action/>", key));

        Assert.Equal((200, (await site.JobsAsync()).Single().Attribute("id")!.Value), (answers[0].Code, answers[0].JobOf()));
        Assert.Single(answers.Select(static answer => (answer.Code, answer.Body)).Distinct());
    }

    [Fact]
    public async Task A_client_that_goes_away_finds_the_answer_when_it_comes_back()
    {
        await using var engine = await TasksEngine.StartAsync(
            gluster: new SimulatedGluster(Options.Create(new SimulatedOptions { StartSeconds = 2 }), TimeProvider.System));
        var site = await SimulatedSite.CreateAsync(engine, "v");
        using (var impatient = EngineClient.Connect(engine.Address))
        {
            impatient.Timeout = TimeSpan.FromMilliseconds(700);
            await Assert.ThrowsAsync<TaskCanceledException>(() => new EngineClient(impatient).PostAsync(site.Volume("v") + "/rebalance", "<action/>", key));
        }

        var answer = await engine.Client.PostAsync(site.Volume("v") + "/rebalance", "<action/>", key);

        Assert.Equal((200, "complete", true), (answer.Code, answer.Xml.Element("status")!.Value, answer.IsReplayed()));
        Assert.Equal(answer.JobOf(), (await site.JobsAsync()).Single().Attribute("id")!.Value);
    }

    [Fact]
    public async Task After_an_engine_was_killed_in_the_middle_of_a_start_the_same_key_shows_the_job_it_wrote()
    {
        await using var engine = await EngineProcess.StartAsync(new()
        {
            Demo = "simulated",
            More = new Dictionary<string, string> { ["Simulated:StartSeconds"] = "5", ["Tasks:IntervalSeconds"] = "3600" },
        });
        var volumes = await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync((await engine.Client.GetAsync("/clusters")).Xml.Elements().Single().Attribute("href")!.Value + "/glustervolumes")).Xml,
            static volumes => volumes.Elements().Count() == 2);
        var path = volumes.Elements().First().Attribute("href")!.Value + "/rebalance";
        var lost = engine.Client.PostAsync(path, "<action/>", key);
        var job = await Eventually.GetAsync(() => RebalancesAsync(engine), static jobs => jobs.Count > 0);

        await engine.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);
        await engine.StartAgainAsync();
        var (again, other) = (await engine.Client.PostAsync(path, "<action/>", key), await engine.Client.PostAsync(path, "<action><force>true</force></action>", key));

        Assert.Equal((202, "pending", true), (again.Code, again.Xml.Element("status")!.Value, again.IsReplayed()));
        Assert.Equal(job.Single(), again.JobOf());
        Assert.Equal("rebalancing_volume", again.Xml.Element("step")!.Element("type")!.Value);
        Assert.Single(await RebalancesAsync(engine));
        Assert.Equal(422, other.Code);
    }

    [Fact]
    public async Task A_request_whose_engine_died_before_it_wrote_anything_is_done_now()
    {
        var site = await tasks.CreateSiteAsync("v");
        var path = site.Volume("v") + "/rebalance";
        await ClaimAsync(HttpMethod.Post, path, "<action/>", "engine-that-died");

        var answer = await tasks.Client.PostAsync(path, "<action/>", key);

        Assert.Equal((200, false), (answer.Code, answer.IsReplayed()));
        Assert.Equal(answer.JobOf(), (await site.JobsAsync()).Single().Attribute("id")!.Value);
    }

    [Fact]
    public async Task An_engine_that_lost_its_claim_writes_nothing()
    {
        var (path, body) = ("/ovirt-engine/api/clusters", $"<cluster><name>c-{key}</name></cluster>");
        var claim = await ClaimAsync(HttpMethod.Post, path, body, "engine-that-stands-still");
        (await tasks.Client.PostAsync(path, body, key)).Expect(201);

        var late = tasks.Engine.Services.GetRequiredService<AddClusterCommand>().RunAsync(
            new($"late-{key}"), new(new Caller(claim.UserId, "admin", Role.Administrator), "c") { Claim = claim }, wait: true, CancellationToken.None);

        await Assert.ThrowsAsync<ClaimLostException>(() => late);
        await using var db = await OpenAsync();
        Assert.False(await db.Clusters.AnyAsync(cluster => cluster.Name == $"late-{key}"));
        Assert.False(await db.WriteClaimedRequestAsync(claim, resultId: null, CancellationToken.None));
        await db.ReleaseRequestAsync(claim, CancellationToken.None);
        await db.AnswerRequestAsync(claim, (500, null, null, []), CancellationToken.None);
        Assert.Equal(201, (await tasks.Client.PostAsync(path, body, key)).Code);
    }

    [Fact]
    public async Task An_engine_that_lost_its_claim_says_nothing_to_gluster()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        var (path, body) = (site.Volume("v") + "/throttle", "<action><throttle>lazy</throttle></action>");
        var claim = await ClaimAsync(HttpMethod.Post, path, body, "engine-that-stands-still");
        (await tasks.Client.PostAsync(path, body, key)).Expect(200);
        (await tasks.Client.PostAsync(path, "<action><throttle>aggressive</throttle></action>")).Expect(200);

        var late = tasks.Engine.Services.GetRequiredService<SetGlusterTaskThrottleCommand>().RunAsync(
            new(site.Id, site.VolumeId("v"), "lazy"), new(new Caller(claim.UserId, "admin", Role.Administrator), "c") { Claim = claim }, wait: true, CancellationToken.None);

        await Assert.ThrowsAsync<ClaimLostException>(() => late);
        Assert.Contains("aggressive", (await site.GlusterAsync("volume", "info", "v")).ToString(), StringComparison.Ordinal);
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_command_that_writes_nothing_of_its_own_is_carried_out_again()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await site.StartAsync("v")).Expect(200);
        var (path, body) = (site.Volume("v") + "/throttle", "<action><throttle>lazy</throttle></action>");
        var claim = await ClaimAsync(HttpMethod.Post, path, body, "engine-that-died");
        var dead = tasks.Engine.Services.GetRequiredService<SetGlusterTaskThrottleCommand>();
        var context = new CommandContext(new Caller(claim.UserId, "admin", Role.Administrator), "c") { Claim = claim };
        Assert.IsType<CommandResult<GlusterAsyncTask>.Done>(await dead.RunAsync(new(site.Id, site.VolumeId("v"), "normal"), context, wait: true, CancellationToken.None));

        var answer = (await tasks.Client.PostAsync(path, body, key)).Expect(200);

        Assert.False(answer.IsReplayed());
        Assert.Contains("lazy", (await site.GlusterAsync("volume", "info", "v")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_added_is_shown_as_it_is_now()
    {
        var (path, body) = ("/ovirt-engine/api/clusters", $"<cluster><name>c-{key}</name></cluster>");
        var cluster = (await tasks.Client.PostAsync(path, body)).Expect(201);
        await WriteAsync(await ClaimAsync(HttpMethod.Post, path, body, "engine-that-died"), Guid.Parse(cluster.Xml.Attribute("id")!.Value));

        var shown = await tasks.Client.PostAsync(path, body, key);

        Assert.Equal((201, cluster.Body, cluster.ContentType, true), (shown.Code, shown.Body, shown.ContentType, shown.IsReplayed()));
        Assert.Equal(cluster.Headers["Location"], shown.Headers["Location"]);
        (await tasks.Client.DeleteAsync(cluster.Xml.Attribute("href")!.Value)).Expect(200);
        var gone = await tasks.Client.PostAsync(path, body, key);
        Assert.Equal(409, gone.Code);
        Assert.Contains("is gone", gone.FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_left_nothing_to_show_is_told_to_be_done()
    {
        var path = $"/ovirt-engine/api/clusters/{Guid.NewGuid()}";
        await WriteAsync(await ClaimAsync(HttpMethod.Delete, path, "", "engine-that-died"), resultId: null);

        var removed = await tasks.Client.DeleteAsync(path, key);

        Assert.Equal((200, "", true), (removed.Code, removed.Body, removed.IsReplayed()));
    }

    [Fact]
    public async Task A_repetition_waits_as_long_as_the_first_engine_lives()
    {
        var (path, body) = ("/ovirt-engine/api/clusters", $"<cluster><name>c-{key}</name></cluster>");
        await using var db = await OpenAsync();
        await db.Database.ExecuteSqlAsync($"select BeatEngine({key})");
        var claim = await ClaimAsync(HttpMethod.Post, path, body, engineId: key);

        var waiting = tasks.Client.PostAsync(path, body, key);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System)));
        await db.AnswerRequestAsync(claim, (202, "application/json", null, "{}"u8.ToArray()), CancellationToken.None);

        Assert.Equal((202, "application/json", "{}"), ((await waiting).Code, (await waiting).ContentType, (await waiting).Body));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_to_keep_does_not_make_a_second_job()
    {
        await using var engine = await TasksEngine.StartAsync(TasksEngine.Settings with
        {
            More = new Dictionary<string, string>(TasksEngine.Settings.More) { ["Idempotency:MaxAnswerBytes"] = "1024" },
        });
        var site = await SimulatedSite.CreateAsync(engine, "v");
        var body = $"<action><reason>{new string('x', 2000)}</reason></action>";

        var first = await engine.Client.PostAsync(site.Volume("v") + "/rebalance", body, key);
        var second = await engine.Client.PostAsync(site.Volume("v") + "/rebalance", body, key);

        Assert.Equal((200, 202, first.JobOf()), (first.Code, second.Code, second.JobOf()));
        Assert.Single(await site.JobsAsync());
    }

    private async Task<RequestClaim> ClaimAsync(HttpMethod method, string path, string body, string engineId)
    {
        await using var db = await OpenAsync();
        var admin = await db.Users.Where(static user => user.Name == "admin@internal").Select(static user => user.Id).SingleAsync();
        var claim = new RequestClaim(admin, key, Guid.NewGuid());
        var hash = RequestHash.Of((method.Method, path, ""), Encoding.UTF8.GetBytes(body));
        Assert.True(await db.ClaimRequestAsync(claim, new(hash, engineId, "c", TimeSpan.FromHours(1)), CancellationToken.None));
        return claim;
    }

    private async Task WriteAsync(RequestClaim claim, Guid? resultId)
    {
        await using var db = await OpenAsync();
        Assert.True(await db.WriteClaimedRequestAsync(claim, resultId, CancellationToken.None));
    }

    private Task<EngineDb> OpenAsync() => tasks.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync();

    private static async Task<IReadOnlyList<string>> RebalancesAsync(EngineProcess engine) =>
    [
        .. (await engine.Client.GetAsync("/jobs")).Expect(200).Xml.Elements()
            .Where(static job => job.Element("description")!.Value.StartsWith("Rebalancing", StringComparison.Ordinal)).Select(static job => job.Attribute("id")!.Value),
    ];
}
