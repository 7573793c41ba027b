using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>Commits of migrations that meet silence, and what waits for its turn.</summary>
public sealed class CommitTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_commit_whose_reply_is_lost_is_not_taken_for_one_of_the_cli()
    {
        // The command line loses what gluster says to the commit.
        var (site, _, bricks) = await MigratedAsync("mute-commit");

        Assert.Equal(202, (await CommitAsync(site, "mute-commit", bricks)).Code);
        await LookAsync(site);
        Assert.DoesNotContain("4033", await CodesAsync(site));
        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await tasks.AskAsync($"select count(*) from step_task task join step using (step_id) where volume_id = '{site.VolumeId("mute-commit")}' and end_time is null");
            },
            static open => open == "0");
        Assert.Equal("2", await tasks.AskAsync($"select count(*) from gluster_brick where volume_id = '{site.VolumeId("mute-commit")}'"));
        await LookAsync(site);

        Assert.DoesNotContain("4033", await CodesAsync(site));
        Assert.Equal(2, (await tasks.Client.GetAsync(site.Volume("mute-commit") + "/glusterbricks")).Xml.Elements().Count());
    }

    [Fact]
    public async Task After_a_question_that_hung_a_commit_is_refused_without_asking_gluster_and_says_until_when()
    {
        var (site, _, bricks) = await MigratedAsync("v");
        await site.RestAsync();
        await Eventually.GetAsync<string?>(
            async () =>
            {
                foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).LosesReplies = true;
                var hung = await CommitAsync(site, "v", bricks, dryRun: true);
                foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).LosesReplies = false;
                Assert.Equal(409, hung.Code);
                // The inventory may have found the hosts silent before, and then nobody is asked.
                await site.HostsAsync("up", "up", "up");
                return await tasks.AskAsync($"select quiet_until > now() + interval '500 seconds' from step_task where volume_id = '{site.VolumeId("v")}'");
            },
            static isQuiet => isQuiet == "True");
        foreach (var isDry in new[] { true, false, true })
        {
            var refused = await CommitAsync(site, "v", bricks, isDry);
            Assert.Equal(409, refused.Code);
            Assert.Contains("gluster is asked again from", refused.Xml.ToString(), StringComparison.Ordinal);
        }

        await tasks.AskAsync($"update step_task set quiet_until = now() where volume_id = '{site.VolumeId("v")}'");
        Assert.Equal(200, (await CommitAsync(site, "v", bricks)).Code);
    }

    [Fact]
    public async Task A_removal_by_force_for_which_the_tasks_cannot_be_seen_is_refused_and_changes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.RestAsync();
        var bricks = (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Expect(200).Xml.Elements().ToList();
        site.Faults.LosesTaskLists = true;
        var refused = await tasks.Client.SendAsync(HttpMethod.Delete, $"{site.Volume("v")}/glusterbricks/{bricks[0].Attribute("id")!.Value}?force=true&reason=broken", body: null);
        site.Faults.LosesTaskLists = false;

        Assert.Contains("Nothing was changed", refused.Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("4015", await CodesAsync(site));
        await LookAsync(site);
        Assert.Equal(bricks.Count, (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Xml.Elements().Count());
    }

    [Fact]
    public async Task The_time_for_an_answer_begins_with_the_turn()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await site.StartAsync("v")).Expect(200);
        var turn = await tasks.Engine.Services.GetRequiredService<VolumeGate>().EnterAsync(site.VolumeId("v"));
        var stopping = site.StopAsync("v");
        await Eventually.GetAsync(() => IntentAsync(site, "intent_deadline > now() + interval '100 seconds'"), static isWritten => isWritten == "True");
        // As if most of it had gone by.
        await tasks.AskAsync($"update step_task set intent_deadline = now() + interval '30 seconds' where volume_id = '{site.VolumeId("v")}'");
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).Delay = TimeSpan.FromMilliseconds(900);

        turn.Dispose();
        await Eventually.GetAsync(() => IntentAsync(site, "intent_deadline > now() + interval '100 seconds'"), static isRenewed => isRenewed == "True");

        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).Delay = TimeSpan.Zero;
        Assert.Equal(200, (await stopping).Code);
    }

    private Task<string?> IntentAsync(SimulatedSite site, string what) => tasks.AskAsync($"select {what} from step_task where volume_id = '{site.VolumeId("v")}' and intent is not null");

    /// <summary>A migration off one brick whose data have moved.</summary>
    private async Task<(SimulatedSite Site, EngineAnswer Started, string Bricks)> MigratedAsync(string volume)
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick(volume)]);
        var brick = (await tasks.Client.GetAsync(site.Volume(volume) + "/glusterbricks")).Expect(200).Xml.Elements().First().Element("name")!.Value;
        var bricks = $"<bricks><brick><name>{brick}</name></brick></bricks>";
        var started = (await tasks.Client.PostAsync(site.Volume(volume) + "/glusterbricks/migrate?force_plan=true", $"<action>{bricks}</action>")).Expect(200);
        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await site.StepAsync(started);
            },
            static step => step.Element("status")!.Value == "finished");
        return (site, started, bricks);
    }

    private Task<EngineAnswer> CommitAsync(SimulatedSite site, string volume, string bricks, bool dryRun = false) =>
        tasks.Client.PostAsync($"{site.Volume(volume)}/glusterbricks/commit{(dryRun ? "?dry_run=true" : "")}", $"<action>{bricks}</action>");

    private Task LookAsync(SimulatedSite site) => tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);

    private static Task<IReadOnlyList<string>> CodesAsync(SimulatedSite site) => site.EventCodesAsync();
}
