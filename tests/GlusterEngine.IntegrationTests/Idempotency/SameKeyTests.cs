using GlusterEngine.Data;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Access;
using GlusterEngine.Testing.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Idempotency;

/// <summary>The same key again, while all is well.</summary>
public sealed class SameKeyTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private readonly string key = KeyedClient.NewKey();

    [Fact]
    public async Task A_start_that_is_sent_again_is_answered_with_the_same_job()
    {
        var site = await tasks.CreateSiteAsync("v");
        var path = site.Volume("v") + "/rebalance";

        var first = await tasks.Client.PostAsync(path, "<action/>", key);
        var second = await tasks.Client.PostAsync(path, "<action/>", key);
        await site.StopAsync("v");
        var third = await tasks.Client.PostAsync(path, "<action/>", key);

        Assert.Equal((200, false), (first.Code, first.IsReplayed()));
        foreach (var again in new[] { second, third })
        {
            Assert.Equal((200, first.Body, first.ContentType, true), (again.Code, again.Body, again.ContentType, again.IsReplayed()));
            Assert.Equal(first.Headers["Correlation-Id"], again.Headers["Correlation-Id"]);
        }

        Assert.Equal(first.JobOf(), (await site.JobsAsync()).Single().Attribute("id")!.Value);
    }

    [Fact]
    public async Task Of_twenty_at_once_one_starts_a_job_and_all_get_its_answer()
    {
        var site = await tasks.CreateSiteAsync("v");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tasks.Client.PostAsync(site.Volume("v") + "/rebalance", "<action/>", key)));

        Assert.Equal((200, (await site.JobsAsync()).Single().Attribute("id")!.Value), (answers[0].Code, answers[0].JobOf()));
        Assert.Single(answers.Select(static answer => (answer.Code, answer.Body, answer.Headers["Correlation-Id"])).Distinct());
        Assert.Single(answers, static answer => !answer.IsReplayed());
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_422_and_names_the_key()
    {
        var site = await tasks.CreateSiteAsync("v", "w");
        (await tasks.Client.PostAsync(site.Volume("v") + "/rebalance", "<action/>", key)).Expect(200);

        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, site.Volume("v") + "/rebalance", "<action><force>true</force></action>"),
            (HttpMethod.Post, site.Volume("v") + "/rebalance?async=true", "<action/>"),
            (HttpMethod.Post, site.Volume("w") + "/rebalance", "<action/>"),
            (HttpMethod.Delete, site.Volume("v") + "/rebalance", "<action/>"),
        })
        {
            var refused = await tasks.Client.SendAsync(method, path, body, request => request.Headers.Add("Idempotency-Key", key));
            Assert.Equal((422, "fault"), (refused.Code, refused.Xml.Name.LocalName));
            Assert.Contains(key, refused.FaultDetail, StringComparison.Ordinal);
        }

        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task A_refusal_is_an_answer_too_and_a_new_try_takes_a_new_key()
    {
        var site = await tasks.CreateSiteAsync("v");
        var path = site.Volume("v") + "/rebalance";
        await site.StartAsync("v");
        var refused = await tasks.Client.PostAsync(path, "<action/>", key);
        await site.StopAsync("v");

        var again = await tasks.Client.PostAsync(path, "<action/>", key);

        Assert.Equal((409, refused.Body), (again.Code, again.Body));
        Assert.Single(await site.JobsAsync());
        Assert.Equal(200, (await tasks.Client.PostAsync(path, "<action/>", KeyedClient.NewKey())).Code);
    }

    [Fact]
    public async Task What_was_added_or_removed_is_so_once()
    {
        var body = $"<cluster><name>c-{key}</name></cluster>";
        var (added, again) = (await tasks.Client.PostAsync("/clusters", body, key), await tasks.Client.PostAsync("/clusters", body, key));
        Assert.Equal((201, added.Body, added.Headers["Location"]), (again.Code, again.Body, again.Headers["Location"]));
        Assert.Equal(409, (await tasks.Client.PostAsync("/clusters", body, KeyedClient.NewKey())).Code);

        var (path, removal) = (added.Xml.Attribute("href")!.Value, KeyedClient.NewKey());
        var removed = new[] { await tasks.Client.DeleteAsync(path, removal), await tasks.Client.DeleteAsync(path, removal) };
        Assert.All(removed, static answer => Assert.Equal((200, ""), (answer.Code, answer.Body)));
        Assert.Equal(404, (await tasks.Client.DeleteAsync(path, KeyedClient.NewKey())).Code);
    }

    [Fact]
    public async Task A_dry_run_and_an_unreadable_body_are_answered_the_same_way_twice()
    {
        var site = await tasks.CreateSiteAsync("v");
        var path = site.Volume("v") + "/rebalance";
        foreach (var (body, code) in new[] { ("<action><dry_run>true</dry_run></action>", 200), ("<action", 400) })
        {
            var fresh = KeyedClient.NewKey();
            var (first, second) = (await tasks.Client.PostAsync(path, body, fresh), await tasks.Client.PostAsync(path, body, fresh));
            Assert.Equal((code, code, first.Body, true), (first.Code, second.Code, second.Body, second.IsReplayed()));
        }

        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_key_that_expired_is_a_new_one_and_the_clean_up_forgets_it()
    {
        var path = $"/clusters";
        (await tasks.Client.PostAsync(path, $"<cluster><name>a-{key}</name></cluster>", key)).Expect(201);
        await ExpireAsync();
        (await tasks.Client.PostAsync(path, $"<cluster><name>b-{key}</name></cluster>", key)).Expect(201);
        await ExpireAsync();

        await ActivatorUtilities.CreateInstance<JobCleanupJob>(tasks.Engine.Services).CleanUpAsync(CancellationToken.None);

        Assert.Equal("0", await tasks.AskAsync($"select count(*) from idempotent_request where idempotency_key = '{key}'"));
    }

    [Fact]
    public async Task A_key_belongs_to_its_user_and_who_may_not_leaves_none_behind()
    {
        await AddUserAsync("reader@internal");
        var body = $"<cluster><name>c-{key}</name></cluster>";

        var denied = await tasks.Client.As(EngineClient.Basic("reader@internal", EngineSettings.Password)).PostAsync("/clusters", body, key);
        var nobody = await tasks.Client.As(null).PostAsync("/clusters", body, key);

        Assert.Equal((403, 401), (denied.Code, nobody.Code));
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from idempotent_request where idempotency_key = '{key}'"));
        var added = await tasks.Client.PostAsync("/clusters", body, key);
        Assert.Equal((201, false), (added.Code, added.IsReplayed()));
    }

    [Fact]
    public async Task A_key_that_is_none_is_400_and_reads_need_none()
    {
        foreach (var bad in new[] { "", new string('k', 256) })
        {
            var refused = await tasks.Client.PostAsync("/clusters", "<cluster/>", bad);
            Assert.Equal(400, refused.Code);
            Assert.Contains("Idempotency-Key", refused.FaultDetail, StringComparison.Ordinal);
        }

        var read = await tasks.Client.SendAsync(HttpMethod.Get, "/clusters", change: request => request.Headers.Add("Idempotency-Key", key));
        Assert.Equal((200, "0"), (read.Code, await tasks.AskAsync($"select count(*) from idempotent_request where idempotency_key = '{key}'")));
    }

    [Fact]
    public async Task Neither_the_request_nor_a_password_is_kept()
    {
        var secret = KeyedClient.NewKey();
        await tasks.Client.PostAsync("/hosts", $"<host><name>h</name><address>h</address><root_password>{secret}</root_password><cluster><name>none</name></cluster></host>", key);

        Assert.Equal("1", await tasks.AskAsync($"select count(*) from idempotent_request where idempotency_key = '{key}'"));
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from idempotent_request r where r::text like '%{secret}%' or encode(body, 'escape') like '%{secret}%'"));
    }

    private Task<string?> ExpireAsync() => tasks.AskAsync($"update idempotent_request set expires_at = now() where idempotency_key = '{key}' returning 1");

    private async Task AddUserAsync(string name)
    {
        var hasher = tasks.Engine.Services.GetRequiredService<IPasswordHasher<AppUser>>();
        await using var db = await tasks.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync();
        var user = new AppUser { Id = Guid.NewGuid(), Name = name, PasswordHash = "", Role = Role.Reader };
        user.PasswordHash = hasher.HashPassword(user, EngineSettings.Password);
        db.Add(user);
        await db.SaveChangesAsync();
    }
}
