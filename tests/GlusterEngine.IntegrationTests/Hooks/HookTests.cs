using GlusterEngine.Engine.Hooks;
using GlusterEngine.IntegrationTests.Idempotency;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Testing;
using GlusterEngine.Vds.Hooks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hooks;

public sealed class HookTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private const string Copy = "<action><resolution_type>copy</resolution_type></action>";
    private const string Add = "<action><resolution_type>add</resolution_type></action>";
    private static readonly HookContent Other = new("#!/bin/sh\n# other\n"u8.ToArray());

    [Fact]
    public async Task The_hooks_of_a_new_cluster_are_shown_without_a_word_about_them()
    {
        var site = await HookSite.CreateAsync(tasks);

        var list = (await tasks.Client.GetAsync(site.Path)).Expect(200).Xml;
        var hook = await site.HookAsync(HookSite.Samba);

        Assert.Equal("gluster_hooks", list.Name);
        Assert.Equal(["start-POST-29CTDBsetup.sh", "start-POST-30samba-start.sh", "stop-PRE-29CTDB-teardown.sh"], list.Elements().Select(static row => row.Element("name")!.Value));
        Assert.Equal(["enabled", "enabled", "disabled"], list.Elements().Select(static row => row.Element("status")!.Value));
        Assert.All(list.Elements(), static row => Assert.Equal(("0", "", null, null), (row.Element("conflict_status")!.Value, row.Element("conflicts")!.Value, row.Element("content"), row.Element("server_hooks"))));
        Assert.Equal(
            ("start", "post", "text", site.Site.Id.ToString(), 0),
            (hook.Element("gluster_command")!.Value, hook.Element("stage")!.Value, hook.Element("content_type")!.Value, hook.Element("cluster")!.Attribute("id")!.Value, hook.Element("server_hooks")!.Elements().Count()));
        var content = await site.OnAsync(0, new HookReadVerb(HookSite.Samba));
        Assert.Equal((content.Checksum, System.Text.Encoding.UTF8.GetString(content.Bytes.Span)), (hook.Element("checksum")!.Value, hook.Element("content")!.Value));
        Assert.Equal(["disable", "enable", "resolve"], hook.Element("actions")!.Elements().Select(static link => link.Attribute("rel")!.Value));
        Assert.Empty(await site.EventsAsync(4050));
        Assert.Single((await tasks.Client.GetAsync(site.Path + "?max=1")).Expect(200).Xml.Elements());
        Assert.Equal(site.Site.Name, (await tasks.Client.GetAsync(site.Path + "?follow=cluster")).Expect(200).Xml.Elements().First().Element("cluster")!.Element("name")!.Value);
        Assert.Equal(3, (await tasks.Client.GetAsync($"/clusters/{site.Site.Id}?follow=glusterhooks")).Expect(200).Xml.Element("gluster_hooks")!.Elements().Count());
    }

    [Fact]
    public async Task A_hook_is_disabled_and_enabled_on_all_hosts_with_a_job_and_an_event()
    {
        var site = await HookSite.CreateAsync(tasks);

        var answer = (await site.ActAsync(HookSite.Samba, "disable")).Expect(200);

        for (var host = 0; host < 3; host++) Assert.False((await site.OnAsync(host, new HookListVerb())).Single(static hook => hook.Hook == HookSite.Samba).IsEnabled);
        Assert.Equal(("disabled", "0"), ((await site.HookAsync(HookSite.Samba)).Element("status")!.Value, (await site.HookAsync(HookSite.Samba)).Element("conflict_status")!.Value));
        var job = await site.Site.JobAsync(answer);
        Assert.Equal(($"Disabling Gluster Hook {HookSite.Samba} in Cluster {site.Site.Name}", "finished"), (job.Element("description")!.Value, job.Element("status")!.Value));
        Assert.Equal([$"Hook {HookSite.Samba} of cluster {site.Site.Name} was disabled."], await site.EventsAsync(4045));

        (await site.ActAsync(HookSite.Samba, "enable")).Expect(200);

        Assert.Equal("enabled", (await site.HookAsync(HookSite.Samba)).Element("status")!.Value);
        Assert.Single(await site.EventsAsync(4042));
    }

    [Fact]
    public async Task A_host_that_does_not_disable_a_hook_is_in_conflict_and_named_until_it_does()
    {
        var site = await HookSite.CreateAsync(tasks);
        site.Site.Faults.Host(SimulatedSite.Addresses[1]).HasReadOnlyHooks = true;

        var answer = (await site.ActAsync(HookSite.Samba, "disable")).Expect(200);

        var hook = await site.HookAsync(HookSite.Samba);
        Assert.Equal(("disabled", "2", "STATUS_CONFLICT"), (hook.Element("status")!.Value, hook.Element("conflict_status")!.Value, hook.Element("conflicts")!.Value));
        Assert.Equal([$"{site.Host(1)} enabled"], await site.DifferingAsync(HookSite.Samba));
        Assert.Contains($"not on all hosts. {site.Host(1)}: Hook {HookSite.Samba} could not be changed: Read-only file system", Assert.Single(await site.EventsAsync(4047)), StringComparison.Ordinal);
        Assert.Contains(site.Host(1), (await site.Site.StepAsync(answer)).Element("description")!.Value, StringComparison.Ordinal);
        await site.LookAsync();
        Assert.Equal([$"{site.Host(1)} enabled"], await site.DifferingAsync(HookSite.Samba));

        site.Site.Faults.Host(SimulatedSite.Addresses[1]).HasReadOnlyHooks = false;
        (await site.ActAsync(HookSite.Samba, "disable")).Expect(200);

        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
    }

    [Fact]
    public async Task What_no_host_does_has_failed_and_changed_nothing()
    {
        var site = await HookSite.CreateAsync(tasks);
        foreach (var address in SimulatedSite.Addresses) site.Site.Faults.Host(address).HasReadOnlyHooks = true;

        var answer = (await site.ActAsync(HookSite.Samba, "disable")).Expect(400);

        Assert.Contains("Read-only file system", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.Site.JobAsync(answer)).Element("status")!.Value);
        Assert.Equal("enabled", (await site.HookAsync(HookSite.Samba)).Element("status")!.Value);
        Assert.Single(await site.EventsAsync(4046));
    }

    [Fact]
    public async Task A_host_at_rest_is_named_and_seen_when_it_is_back()
    {
        var site = await HookSite.CreateAsync(tasks);
        var host = (await tasks.Client.GetAsync($"/hosts?search=name%3D{site.Host(2)}")).Expect(200).Xml.Elements().Single().Attribute("href")!.Value;
        (await tasks.Client.PostAsync(host + "/deactivate", "<action/>")).Expect(200);

        (await site.ActAsync(HookSite.Samba, "disable")).Expect(200);

        Assert.Contains($"{site.Host(2)}: it is not up", Assert.Single(await site.EventsAsync(4047)), StringComparison.Ordinal);
        Assert.Equal([$"{site.Host(2)} enabled"], await site.DifferingAsync(HookSite.Samba));
        (await tasks.Client.SendAsync(HttpMethod.Delete, await site.HrefOfAsync(HookSite.Samba))).Expect(409);

        await site.OnAsync(2, new HookDisableVerb(HookSite.Samba));
        (await tasks.Client.PostAsync(host + "/activate", "<action/>")).Expect(200);
        await Eventually.GetAsync(() => site.DifferingAsync(HookSite.Samba), static differing => differing.Count == 0);
    }

    [Fact]
    public async Task A_hook_that_a_host_lost_is_written_again()
    {
        var site = await HookSite.CreateAsync(tasks);
        await site.OnAsync(1, new HookRemoveVerb(HookSite.Samba));
        (await site.ActAsync(HookSite.Samba, "resolve", Add)).Expect(409);
        await site.LookAsync();
        Assert.Equal([$"{site.Host(1)} missing"], await site.DifferingAsync(HookSite.Samba));
        Assert.Contains($"{site.Host(1)} (MISSING_HOOK)", Assert.Single(await site.EventsAsync(4049)), StringComparison.Ordinal);

        (await site.ActAsync(HookSite.Samba, "resolve", Add)).Expect(200);

        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
        Assert.Equal(await site.OnAsync(0, new HookReadVerb(HookSite.Samba)), await site.OnAsync(1, new HookReadVerb(HookSite.Samba)));
        Assert.True((await site.OnAsync(1, new HookListVerb())).Single(static hook => hook.Hook == HookSite.Samba).IsEnabled);
        Assert.Single(await site.EventsAsync(4061));
    }

    [Fact]
    public async Task Another_content_is_overwritten_with_the_one_that_is_shown()
    {
        var site = await HookSite.CreateAsync(tasks);
        var known = await site.OnAsync(0, new HookReadVerb(HookSite.Samba));
        await site.OnAsync(1, new HookUpdateVerb(HookSite.Samba, Other));
        await site.LookAsync();
        Assert.Equal("1", (await site.HookAsync(HookSite.Samba)).Element("conflict_status")!.Value);

        (await site.ActAsync(HookSite.Samba, "resolve", Copy)).Expect(200);

        Assert.Equal(known, await site.OnAsync(1, new HookReadVerb(HookSite.Samba)));
        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
        Assert.Single(await site.EventsAsync(4059));
        (await site.ActAsync(HookSite.Samba, "resolve", Copy)).Expect(409);
    }

    [Fact]
    public async Task The_content_of_a_host_becomes_that_of_all_and_of_the_engine()
    {
        var site = await HookSite.CreateAsync(tasks);
        await site.OnAsync(1, new HookUpdateVerb(HookSite.Samba, Other));
        await site.LookAsync();

        (await site.ActAsync(HookSite.Samba, "resolve", $"<action><resolution_type>COPY</resolution_type><host><name>{site.Host(1)}</name></host></action>")).Expect(200);

        for (var host = 0; host < 3; host++) Assert.Equal(Other, await site.OnAsync(host, new HookReadVerb(HookSite.Samba)));
        var hook = await site.HookAsync(HookSite.Samba);
        Assert.Equal((Other.Checksum, "0", "#!/bin/sh\n# other\n"), (hook.Element("checksum")!.Value, hook.Element("conflict_status")!.Value, hook.Element("content")!.Value));
        await site.LookAsync();
        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
    }

    [Fact]
    public async Task Where_a_copy_failed_the_content_stays_in_conflict_and_the_job_says_where()
    {
        var site = await HookSite.CreateAsync(tasks);
        await site.OnAsync(1, new HookUpdateVerb(HookSite.Samba, Other));
        await site.LookAsync();
        site.Site.Faults.Host(SimulatedSite.Addresses[2]).HasReadOnlyHooks = true;

        var answer = (await site.ActAsync(HookSite.Samba, "resolve", $"<action><resolution_type>copy</resolution_type><host><name>{site.Host(1)}</name></host></action>")).Expect(400);

        Assert.Contains($"{site.Host(2)}: ", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.Site.JobAsync(answer)).Element("status")!.Value);
        Assert.Equal([$"{site.Host(2)} enabled"], await site.DifferingAsync(HookSite.Samba));
        Assert.Single(await site.EventsAsync(4060));

        site.Site.Faults.Host(SimulatedSite.Addresses[2]).HasReadOnlyHooks = false;
        (await site.ActAsync(HookSite.Samba, "resolve", Copy)).Expect(200);
        Assert.Equal(Other, await site.OnAsync(2, new HookReadVerb(HookSite.Samba)));
    }

    [Fact]
    public async Task A_binary_is_shown_in_base64()
    {
        var site = await HookSite.CreateAsync(tasks);
        var tool = HookName.Parse("set", "post", "1tool")!;
        await site.OnAsync(0, new HookAddVerb(tool, new(new byte[] { 0x7f, 0x45, 0, 1 }), IsEnabled: true));

        await site.LookAsync();

        var hook = await site.HookAsync(tool);
        Assert.Equal(("binary", "f0UAAQ==", "4"), (hook.Element("content_type")!.Value, hook.Element("content")!.Value, hook.Element("conflict_status")!.Value));
        Assert.Equal([$"{site.Host(1)} missing", $"{site.Host(2)} missing"], await site.DifferingAsync(tool));
        Assert.Contains($"on {site.Host(0)}.", Assert.Single(await site.EventsAsync(4050)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_hook_is_gone_from_all_hosts_and_does_not_come_back()
    {
        var site = await HookSite.CreateAsync(tasks);
        var href = await site.HrefOfAsync(HookSite.Samba);
        (await tasks.Client.SendAsync(HttpMethod.Delete, href + "?dry_run=true")).Expect(200);
        (await tasks.Client.GetAsync(href)).Expect(200);

        var answer = (await tasks.Client.SendAsync(HttpMethod.Delete, href)).Expect(200);

        Assert.Equal("finished", (await site.Site.JobAsync(answer)).Element("status")!.Value);
        (await tasks.Client.GetAsync(href)).Expect(404);
        for (var host = 0; host < 3; host++) Assert.DoesNotContain(await site.OnAsync(host, new HookListVerb()), static hook => hook.Hook == HookSite.Samba);
        await site.LookAsync();
        Assert.Equal(2, (await tasks.Client.GetAsync(site.Path)).Expect(200).Xml.Elements().Count());
        Assert.Single(await site.EventsAsync(4063));
    }

    [Fact]
    public async Task A_hook_that_one_host_keeps_stays_shown_as_missing_on_the_others()
    {
        var site = await HookSite.CreateAsync(tasks);
        site.Site.Faults.Host(SimulatedSite.Addresses[0]).HasReadOnlyHooks = true;

        var answer = await tasks.Client.SendAsync(HttpMethod.Delete, await site.HrefOfAsync(HookSite.Samba));

        Assert.Equal((400, "fault"), (answer.Code, answer.Xml.Name.LocalName));
        Assert.Contains($"{site.Host(0)}: ", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Equal([$"{site.Host(1)} missing", $"{site.Host(2)} missing"], await site.DifferingAsync(HookSite.Samba));
        Assert.Single(await site.EventsAsync(4064));
    }

    [Fact]
    public async Task A_hook_that_is_gone_everywhere_is_told_and_can_be_written_again()
    {
        var site = await HookSite.CreateAsync(tasks);
        for (var host = 0; host < 3; host++) await site.OnAsync(host, new HookRemoveVerb(HookSite.Samba));
        await site.LookAsync();
        Assert.Single(await site.EventsAsync(4051));

        (await site.ActAsync(HookSite.Samba, "resolve", Add)).Expect(200);

        for (var host = 0; host < 3; host++) Assert.Contains(await site.OnAsync(host, new HookListVerb()), static hook => hook.Hook == HookSite.Samba);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_leaves_no_job()
    {
        var site = await HookSite.CreateAsync(tasks);

        (await site.ActAsync(HookSite.Samba, "disable", "<action><dry_run>true</dry_run></action>")).Expect(200);

        Assert.Empty(await site.Site.JobsAsync());
        Assert.True((await site.OnAsync(0, new HookListVerb())).Single(static hook => hook.Hook == HookSite.Samba).IsEnabled);
    }

    [Theory]
    [InlineData("<action/>", 400, "Parameter 'resolution_type' is mandatory")]
    [InlineData("<action><resolution_type>remove</resolution_type></action>", 400, "add, copy")]
    [InlineData("<action><resolution_type>add</resolution_type><host><name>any</name></host></action>", 400, "use resolution_type copy")]
    [InlineData("<action><resolution_type>copy</resolution_type><host/></action>", 400, "Parameter 'host.id|name' is mandatory")]
    [InlineData("<action><resolution_type>copy</resolution_type><host id=\"none\"/></action>", 400, "'none' is no UUID")]
    [InlineData("<action><resolution_type>copy</resolution_type><host><name>nobody</name></host></action>", 404, "Entity not found: nobody")]
    [InlineData("<action><resolution_type>copy</resolution_type></action>", 409, "nothing to resolve")]
    [InlineData("<action><resolution_type>add</resolution_type></action>", 409, "nothing to resolve")]
    public async Task What_cannot_be_resolved_is_refused_with_the_reason(string body, int code, string reason)
    {
        var site = await HookSite.CreateAsync(tasks);

        Assert.Contains(reason, (await site.ActAsync(HookSite.Samba, "resolve", body)).Expect(code).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_again_gives_the_same_job()
    {
        var site = await HookSite.CreateAsync(tasks);
        var (path, key) = ($"{await site.HrefOfAsync(HookSite.Samba)}/disable", KeyedClient.NewKey());

        var first = (await tasks.Client.PostAsync(path, "<action/>", key)).Expect(200);
        var second = (await tasks.Client.PostAsync(path, "<action/>", key)).Expect(200);

        Assert.Equal((first.Body, true), (second.Body, second.IsReplayed()));
        Assert.Single(await site.Site.JobsAsync());
    }

    [Fact]
    public async Task A_look_that_began_before_a_change_ended_is_not_written()
    {
        var site = await HookSite.CreateAsync(tasks);
        await site.OnAsync(0, new HookRemoveVerb(HookSite.Samba));
        await ExecuteAsync($"update cluster set hooks_seen_at = now() + interval '1 hour' where cluster_id = '{site.Site.Id}'");

        await site.LookAsync();

        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
    }

    [Fact]
    public async Task While_a_job_changes_a_hook_no_other_does_and_one_whose_engine_is_gone_ends_as_unknown()
    {
        var site = await HookSite.CreateAsync(tasks);
        var asked = (await site.ActAsync(HookSite.Samba, "disable")).Expect(200);
        var job = asked.Xml.Element("job")!.Attribute("id")!.Value;
        await ExecuteAsync($"update hook_change set deadline = now() + interval '1 minute' where job_id = '{job}'");
        await ExecuteAsync($"update job set status = 'STARTED', end_time = null where job_id = '{job}'");

        Assert.Contains($"Job {job} changes hook", (await site.ActAsync(HookSite.Samba, "enable")).Expect(409).FaultDetail, StringComparison.Ordinal);
        var sync = tasks.Engine.Services.GetRequiredService<HookSync>();
        await sync.SyncNewAsync(site.Site.Id, CancellationToken.None);
        Assert.Equal("started", (await site.Site.JobAsync(asked)).Element("status")!.Value);

        await ExecuteAsync($"update hook_change set engine_id = 'gone' where job_id = '{job}'");
        await sync.SyncNewAsync(site.Site.Id, CancellationToken.None);

        Assert.Equal("unknown", (await site.Site.JobAsync(asked)).Element("status")!.Value);
        Assert.Contains("the engine that did it is gone", Assert.Single(await site.EventsAsync(4046)), StringComparison.Ordinal);
        (await site.ActAsync(HookSite.Samba, "enable")).Expect(200);
    }

    [Fact]
    public async Task The_hooks_leave_with_the_last_host()
    {
        var site = await HookSite.CreateAsync(tasks);
        foreach (var host in (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Site.Name}")).Expect(200).Xml.Elements().ToList())
        {
            var href = host.Attribute("href")!.Value;
            (await tasks.Client.PostAsync(href + "/deactivate", "<action/>")).Expect(200);
            (await tasks.Client.SendAsync(HttpMethod.Delete, href)).Expect(200);
        }

        Assert.Empty((await tasks.Client.GetAsync(site.Path)).Expect(200).Xml.Elements());
    }

    [Fact]
    public async Task A_host_whose_hooks_cannot_be_listed_is_told_once()
    {
        var site = await HookSite.CreateAsync(tasks);
        site.Site.Faults.Host(SimulatedSite.Addresses[2]).LosesReplies = true;
        await site.LookAsync();
        await site.LookAsync();

        Assert.StartsWith($"The hooks of host {site.Host(2)} could not be listed: ", Assert.Single(await site.EventsAsync(4048)), StringComparison.Ordinal);
        Assert.Empty(await site.DifferingAsync(HookSite.Samba));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(tasks.Engine.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
