using GlusterEngine.Engine.Inventory;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Volumes;

/// <summary>Options of volumes are set and reset, and what volumes do is counted.</summary>
public sealed class VolumeOptionTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private const string Option = "cluster.min-free-disk";

    [Fact]
    public async Task An_option_is_set_and_reset_in_both_formats_and_is_no_news_to_the_inventory()
    {
        var site = await tasks.CreateSiteAsync("v");

        var set = (await SetAsync(site, Option, "5%")).Expect(200);
        Assert.Equal("finished", (await site.JobAsync(set)).Element("status")!.Value);
        Assert.Equal("5%", await ShownAsync(site, Option));
        var json = tasks.Client.Speaking(EngineClient.Json);
        (await json.PostAsync(site.Volume("v") + "/resetoption", $$$"""{"force":"false","option":{"name":"{{{Option}}}"}}""")).Expect(200);
        Assert.Null(await ShownAsync(site, Option));

        await tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);
        Assert.Equal(["4002", "4008"], (await site.EventCodesAsync()).Where(static code => code is "4002" or "4008" or "4029" or "4030" or "4038"));
    }

    [Fact]
    public async Task A_reset_of_all_options_keeps_the_generation_and_the_volume_can_be_changed_afterwards()
    {
        var site = await tasks.CreateSiteAsync("v");
        await SetAsync(site, Option, "5%");
        await SetAsync(site, "user.note", "x");

        (await PostAsync(site, "resetalloptions")).Expect(200);

        Assert.Equal(["4074"], (await site.EventCodesAsync()).Where(static code => code is "4008" or "4009" or "4074"));
        Assert.Null(await ShownAsync(site, Option));
        Assert.Null(await ShownAsync(site, "user.note"));
        Assert.Equal(await site.GenerationAsync("v"), await tasks.AskAsync($"select stamp from volume_lease where volume_id = '{site.VolumeId("v")}'"));
        Assert.NotEqual("", await site.GenerationAsync("v"));
        (await site.StartAsync("v")).Expect(200);
        Assert.Contains("A task is in progress", (await PostAsync(site, "resetalloptions")).Expect(409).FaultDetail, StringComparison.Ordinal);
        (await SetAsync(site, Option, "7%")).Expect(200);
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task A_generation_that_could_not_be_put_back_is_expected_to_be_gone()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await SetAsync(site, Option, "5%")).Expect(200);
        await tasks.AskAsync($"update volume_lease set stamps_tried = '{{0}}' where volume_id = '{site.VolumeId("v")}'");
        await site.GlusterAsync("volume", "reset", "v");

        (await PostAsync(site, "stop")).Expect(200);
    }

    [Theory]
    [InlineData("a.b", "one&#10;two", "control character")]
    [InlineData("a.b", "one&#9;two", "control character")]
    [InlineData("a b", "x", "cannot be the name of an option")]
    [InlineData("-a", "x", "cannot be the name of an option")]
    [InlineData("all", "x", "POST resetalloptions")]
    [InlineData("force", "x", "POST resetalloptions")]
    [InlineData("help", "x", "a word of gluster's command line")]
    [InlineData("group", "../../etc/passwd", "the name of a file")]
    [InlineData("group", "..", "the name of a file")]
    [InlineData("group", "a b", "the name of a file")]
    [InlineData("user.glusterengine.generation", "7", "the engine's own")]
    [InlineData("USER.glusterengine.generation", "7", "the engine's own")]
    public async Task An_option_that_gluster_would_not_survive_never_gets_there(string name, string value, string words)
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains(words, (await SetAsync(site, name, value)).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_value_has_at_most_a_thousand_bytes()
    {
        var site = await tasks.CreateSiteAsync("v");

        (await SetAsync(site, "user.note", new string('x', 1000))).Expect(200);
        Assert.Contains("1002 bytes", (await SetAsync(site, "user.note", new string('x', 1000) + "ä")).Expect(400).FaultDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setoption", "<action/>", "option.name")]
    [InlineData("setoption", "<action><option name=\"a\" value=\"b\"/></action>", "option.name")]
    [InlineData("setoption", "<action><option><name>a.b</name></option></action>", "option.value")]
    [InlineData("resetoption", "<action><option><name>a.b</name></option></action>", "'force'")]
    [InlineData("resetoption", "<action><force>true</force></action>", "option.name")]
    [InlineData("resetoption", "<action><force>true</force><option><name>force</name></option></action>", "POST resetalloptions")]
    [InlineData("resetoption", "<action><force>false</force><option><name>all</name></option></action>", "POST resetalloptions")]
    [InlineData("resetoption", "<action><force>false</force><option><name>Force</name></option></action>", "POST resetalloptions")]
    [InlineData("resetoption", "<action><force>true</force><option><name>user.note</name></option></action>", "cannot remove a single option of users")]
    public async Task What_is_mandatory_is_named(string action, string body, string words)
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains(words, (await PostAsync(site, action, body)).Expect(400).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_peer_is_away_an_option_takes_force()
    {
        var site = await tasks.CreateSiteAsync("v");
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;

        var refused = (await SetAsync(site, Option, "5%")).Expect(409);
        Assert.Contains($"{SimulatedSite.Addresses[1]} is not connected", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Contains("say force=true", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await ShownAsync(site, Option));
        (await PostAsync(site, "setoption", $"<action><force>true</force><option><name>{Option}</name><value>5%</value></option></action>")).Expect(200);

        Assert.Equal("5%", await ShownAsync(site, Option));
        Assert.Equal("", await site.GenerationAsync("v"));
    }

    [Fact]
    public async Task A_peer_that_goes_away_right_before_an_option_is_set_keeps_it_from_being_set()
    {
        var site = await tasks.CreateSiteAsync("parted");
        var body = $"<action><option><name>{Option}</name><value>5%</value></option></action>";

        var refused = (await tasks.Client.PostAsync(site.Volume("parted") + "/setoption", body)).Expect(409);
        Assert.Contains("only while all peers are connected, and host ", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Contains("say force=true", refused.FaultDetail, StringComparison.Ordinal);
        Assert.DoesNotContain(Option, (await site.GlusterAsync("volume", "info", "parted")).ToString(), StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(refused)).Element("status")!.Value);

        (await tasks.Client.PostAsync(site.Volume("parted") + "/setoption", body.Replace("<option>", "<force>true</force><option>", StringComparison.Ordinal))).Expect(200);
        Assert.Contains(Option, (await site.GlusterAsync("volume", "info", "parted")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_gluster_does_not_know_is_refused_in_its_words()
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains("bogus.option does not exist", (await SetAsync(site, "bogus.option", "on")).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("4003", await site.EventCodesAsync());
        Assert.DoesNotContain(VolumeFence.Option, (await tasks.Client.GetAsync(site.Volume("v"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_started_read_and_stopped()
    {
        var site = await tasks.CreateSiteAsync("v");
        Assert.Contains("is not profiled", (await PostAsync(site, "getprofilestatistics")).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("is not profiled", (await PostAsync(site, "stopprofile")).Expect(409).FaultDetail, StringComparison.Ordinal);

        (await PostAsync(site, "startprofile")).Expect(200);
        Assert.Contains("is profiled already", (await PostAsync(site, "startprofile")).Expect(409).FaultDetail, StringComparison.Ordinal);

        var read = (await PostAsync(site, "getprofilestatistics")).Expect(200).Xml;
        var bricks = read.Element("details")!.Element("brick_profile_details")!.Elements("brick_profile_detail").ToList();
        Assert.Equal(SimulatedSite.Addresses.Select(static address => $"{address}:/bricks/v"), bricks.Select(static brick => brick.Element("brick")!.Element("brick_dir")!.Value));
        Assert.All(bricks, static brick => Assert.Equal(["CUMULATIVE", "INTERVAL"], brick.Descendants("profile_type").Select(static type => type.Value)));
        Assert.Equal("total.bytes.read", bricks[0].Descendants("statistic").First().Element("name")!.Value);

        (await PostAsync(site, "stopprofile")).Expect(200);
        Assert.Equal(["4022", "4024"], (await site.EventCodesAsync()).Where(static code => code is "4022" or "4024" or "4029" or "4030"));
    }

    private Task<EngineAnswer> PostAsync(SimulatedSite site, string action, string body = "<action/>") => tasks.Client.PostAsync($"{site.Volume("v")}/{action}", body);

    private Task<EngineAnswer> SetAsync(SimulatedSite site, string name, string value) =>
        PostAsync(site, "setoption", $"<action><option><name>{name}</name><value>{value}</value></option></action>");

    private async Task<string?> ShownAsync(SimulatedSite site, string option) => (await tasks.Client.GetAsync(site.Volume("v"))).Expect(200).Xml
        .Descendants("option").SingleOrDefault(shown => shown.Element("name")!.Value == option)?.Element("value")!.Value;
}
