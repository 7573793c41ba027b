using System.Xml.Linq;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Bricks;

/// <summary>The actions of one brick do what the path, the body and the flags say together, or nothing.</summary>
public sealed class OneBrickTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_body_that_names_another_brick_than_the_path_removes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        var bricks = await BricksAsync(site);
        var (own, other) = (bricks[0], bricks[1]);
        foreach (var named in new[]
        {
            "", $"<brick id=\"{IdOf(other)}\"/>", $"<brick><name>{NameOf(other)}</name></brick>", $"<brick id=\"{IdOf(own)}\"><name>{NameOf(other)}</name></brick>",
            $"<brick id=\"{IdOf(own)}\"/><brick id=\"{IdOf(other)}\"/>",
        })
        {
            var body = $"<action><bricks>{named}</bricks><reason>r</reason></action>";
            (await DeleteAsync(own, "?force=true", body)).Expect(400);
            foreach (var action in new[] { "migrate", "stopmigrate", "activate", "commit" }) (await tasks.Client.PostAsync($"{HrefOf(own)}/{action}", body)).Expect(400);
        }

        (await tasks.Client.SendAsync(
            HttpMethod.Delete, site.Volume("v") + "/glusterbricks?force=true&reason=r", $"<action><bricks><brick id=\"{IdOf(own)}\"><name>{NameOf(other)}</name></brick></bricks></action>")).Expect(400);
        Assert.Equal(3, (await BricksAsync(site)).Count);
        Assert.Null(await site.TaskIdAsync("v"));
    }

    [Fact]
    public async Task The_record_of_a_removal_by_force_names_the_brick_and_how_it_left()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = (await BricksAsync(site))[0];

        var removed = (await DeleteAsync(brick, "?force=true&reason=broken", $"<action><bricks><brick><name>{NameOf(brick)}</name></brick></bricks></action>")).Expect(200);

        Assert.Equal(2, (await BricksAsync(site)).Count);
        var events = (await tasks.Client.GetAsync($"/events?search=message%3D*{site.Name}*")).Expect(200).Body;
        Assert.Contains($"Bricks removed by force, without moving the data on them; gluster accepted it. Bricks: {NameOf(brick)}.", events, StringComparison.Ordinal);
        Assert.Equal([NameOf(brick)], BricksOf(await site.StepAsync(removed)));
        var steps = await tasks.Client.GetAsync(removed.Xml.Element("job")!.Attribute("href")!.Value + "/steps");
        Assert.Equal([NameOf(brick)], BricksOf(Assert.Single(steps.Xml.Elements(), static step => step.Element("type")!.Value == "removing_bricks")));
    }

    [Theory]
    [InlineData(false, false, "end it first")]
    [InlineData(true, false, "end it first")]
    [InlineData(true, true, "cureghost")]
    public async Task A_removal_by_force_is_a_conflict_while_any_host_shows_a_task(bool isGhost, bool isFound, string names)
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        if (isGhost)
        {
            tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[2]);
            if (isFound) (await tasks.Client.GetAsync(site.Volume("v") + "/ghosts?refresh=true")).Expect(200);
        }

        foreach (var rehearses in (string[])["&dry_run=true", ""])
        {
            var refused = (await DeleteAsync((await BricksAsync(site))[0], "?force=true&reason=broken" + rehearses, "")).Expect(409);
            Assert.Contains(names, refused.FaultDetail, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await BricksAsync(site)).Count);
    }

    [Theory]
    [InlineData("migrate?dry_run=treu", "dry_run")]
    [InlineData("migrate?async=maybe", "async")]
    [InlineData("migrate;dry_run=treu", "dry_run")]
    [InlineData("migrate?dry-run=true", "dry_run")]
    [InlineData("migrate?dryRun=true", "dry_run")]
    [InlineData("commit?override=jes", "override")]
    [InlineData("stopmigrate?force=2", "force")]
    public async Task A_flag_that_nobody_can_read_is_400_and_nothing_is_done(string action, string names)
    {
        var site = await tasks.CreateSiteAsync("v");

        var answer = (await tasks.Client.PostAsync($"{HrefOf((await BricksAsync(site))[0])}/{action}", "<action/>")).Expect(400);

        Assert.Contains(names, answer.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await site.TaskIdAsync("v"));
    }

    [Fact]
    public async Task A_removal_by_force_is_tried_or_done_as_its_flags_say()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = (await BricksAsync(site))[0];

        (await DeleteAsync(brick, "?force=true&reason=r&dry_run=treu")).Expect(400);
        (await DeleteAsync(brick, "?force=true&reason=r&dry-run=true")).Expect(400);
        (await DeleteAsync(brick, "?force=ture&reason=r")).Expect(400);
        (await DeleteAsync(brick, "?force=true&reason=r&dry_run=yes")).Expect(200);
        Assert.Equal(3, (await BricksAsync(site)).Count);
        (await DeleteAsync(brick, "?force=true&reason=r&dry_run=no")).Expect(200);
        Assert.Equal(2, (await BricksAsync(site)).Count);
    }

    [Fact]
    public async Task While_another_migration_waits_a_brick_of_none_is_a_conflict_and_the_waiting_one_can_be_taken_back()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var bricks = await BricksAsync(site);
        await site.SyncUntilAsync((await tasks.Client.PostAsync(HrefOf(bricks[0]) + "/migrate", "<action><force_plan>true</force_plan></action>")).Expect(200), "finished");

        (await DeleteAsync(bricks[1])).Expect(409);
        (await tasks.Client.PostAsync(HrefOf(bricks[1]) + "/activate", "<action/>")).Expect(400);
        (await tasks.Client.PostAsync(HrefOf(bricks[0]) + "/activate", "<action/>")).Expect(200);

        Assert.Null(await site.TaskIdAsync("v"));
        Assert.Equal(3, (await BricksAsync(site)).Count);
    }

    [Fact]
    public async Task What_was_ordered_with_the_start_is_committed_once_the_bricks_host_is_back_and_said_to_wait_only_once()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var brick = (await BricksAsync(site))[2];
        var host = (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements()
            .Single(host => host.Element("address")!.Value == NameOf(brick).Split(':')[0]).Attribute("href")!.Value;
        (await tasks.Client.PostAsync(host + "/deactivate", "<action><reason>disks</reason></action>")).Expect(200);

        var started = (await tasks.Client.PostAsync(
            HrefOf(brick) + "/migrate", "<action><auto_commit>true</auto_commit><force_plan>true</force_plan><throttle>lazy</throttle></action>")).Expect(200);
        await site.SyncUntilAsync(started, "finished");
        await ClosedAsync(site);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await ForgetWhenAsync(started);
            await site.SyncAsync();
        }

        // The data have moved, so nobody needs the throttle any more, while the commit may wait for long.
        Assert.DoesNotContain("cluster.rebal-throttle", (await site.GlusterAsync("volume", "info", "v")).ToString(), StringComparison.Ordinal);
        Assert.Single(await site.EventCodesAsync(), static code => code == ClosedCode);
        var gate = await tasks.Client.GetAsync(started.Xml.Element("step")!.Attribute("href")!.Value + "/gate");
        Assert.Contains("BRICK_UNREADABLE", gate.Body, StringComparison.Ordinal);
        Assert.Contains("is not up", gate.Body, StringComparison.Ordinal);

        (await tasks.Client.PostAsync(host + "/activate", "<action/>")).Expect(200);
        await site.HostsAsync("up", "up", "up");
        await Eventually.GetAsync(
            async () =>
            {
                await ForgetWhenAsync(started);
                await site.SyncAsync();
                return (await BricksAsync(site)).Count;
            },
            static count => count == 2);
    }

    [Fact]
    public async Task A_commit_ordered_with_the_start_that_is_refused_says_so_once()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var brick = (await BricksAsync(site))[2];
        site.Faults.Brick(new(NameOf(brick).Split(':')[0], NameOf(brick).Split(':')[1])).LeftoverFiles = 1;
        var started = (await tasks.Client.PostAsync(HrefOf(brick) + "/migrate", "<action><auto_commit>true</auto_commit><force_plan>true</force_plan></action>")).Expect(200);
        await site.SyncUntilAsync(started, "finished");
        await ClosedAsync(site);
        await site.GlusterAsync("volume", "stop", "v");
        await site.StatusAsync("v", "down");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ForgetWhenAsync(started);
            await site.SyncAsync();
        }

        var told = (await tasks.Client.GetAsync($"/events?search=message%3D*{site.Name}*")).Expect(200).Xml.Elements()
            .Where(static line => line.Element("code")!.Value == ClosedCode).Select(static line => line.Element("description")!.Value).ToList();
        Assert.Equal(2, told.Count);
        Assert.Single(told, static text => text.Contains(
            "the commit that was ordered with the migration waits. Cannot commit removing Gluster Volume. Gluster Volume should be started.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_commit_that_overrides_the_gate_names_its_bricks()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var brick = (await BricksAsync(site))[2];
        site.Faults.Brick(new(NameOf(brick).Split(':')[0], NameOf(brick).Split(':')[1])).LeftoverFiles = 1;
        await site.SyncUntilAsync((await tasks.Client.PostAsync(HrefOf(brick) + "/migrate", "<action><force_plan>true</force_plan></action>")).Expect(200), "finished");
        var all = site.Volume("v") + "/glusterbricks";

        Assert.Contains(
            "override=true needs the bricks by name", (await tasks.Client.SendAsync(HttpMethod.Delete, all + "?override=true&reason=r")).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Equal(
            "Action [bricks] required for remove",
            (await tasks.Client.SendAsync(HttpMethod.Delete, all, "<action><override>true</override><reason>r</reason></action>")).Expect(400).FaultDetail);
        (await tasks.Client.SendAsync(HttpMethod.Delete, all, null)).Expect(409);
        Assert.Equal(3, (await BricksAsync(site)).Count);

        (await tasks.Client.SendAsync(
            HttpMethod.Delete, all, $"<action><bricks><brick><name>{NameOf(brick)}</name></brick></bricks><override>true</override><reason>r</reason></action>")).Expect(200);
        Assert.Equal(2, (await BricksAsync(site)).Count);
    }

    [Fact]
    public async Task A_rehearsed_commit_asks_gluster_only_when_nobody_else_asks_of_the_volume()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var brick = (await BricksAsync(site))[2];
        await site.SyncUntilAsync((await tasks.Client.PostAsync(HrefOf(brick) + "/migrate", "<action><force_plan>true</force_plan></action>")).Expect(200), "finished");

        Task<EngineAnswer> rehearsal;
        using (await tasks.Engine.Services.GetRequiredService<VolumeGate>().EnterAsync(site.VolumeId("v")))
        {
            rehearsal = tasks.Client.PostAsync(HrefOf(brick) + "/commit?dry_run=true", "<action/>");
            Assert.NotSame(rehearsal, await Task.WhenAny(rehearsal, Task.Delay(TimeSpan.FromSeconds(2))));
        }

        (await rehearsal).Expect(200);
    }

    private const string ClosedCode = "10907";

    private static Task ClosedAsync(SimulatedSite site) => Eventually.GetAsync(
        async () =>
        {
            await site.SyncAsync();
            return await site.EventCodesAsync();
        },
        static codes => codes.Contains(ClosedCode));

    /// <summary>Lets the last look of the gate be long ago.</summary>
    private Task<string?> ForgetWhenAsync(EngineAnswer started) =>
        tasks.AskAsync($"update step_task set gate = gate - 'time' where step_id = '{started.Xml.Element("step")!.Attribute("id")!.Value}' returning 1");

    private Task<EngineAnswer> DeleteAsync(XElement brick, string query = "", string? body = null) => tasks.Client.SendAsync(HttpMethod.Delete, HrefOf(brick) + query, body);

    private async Task<IReadOnlyList<XElement>> BricksAsync(SimulatedSite site) => [.. (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Expect(200).Xml.Elements()];

    private static IEnumerable<string> BricksOf(XElement step) => step.Element("bricks")!.Elements().Select(NameOf);

    private static string HrefOf(XElement brick) => brick.Attribute("href")!.Value;

    private static string IdOf(XElement brick) => brick.Attribute("id")!.Value;

    private static string NameOf(XElement brick) => brick.Element("name")!.Value;
}
