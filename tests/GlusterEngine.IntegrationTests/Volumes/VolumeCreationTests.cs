using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Volumes;

/// <summary>Volumes are created and deleted.</summary>
public sealed class VolumeCreationTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_volume_is_created_with_its_options_and_deleted_and_its_name_is_free_again()
    {
        var site = await tasks.CreateSiteAsync();
        var (volumes, body) = (Volumes(site), await BodyAsync(site, "new", "<volume_type>replicate</volume_type><replica_count>3</replica_count><options><option><name>cluster.min-free-disk</name><value>5%</value></option></options>"));

        var created = (await tasks.Client.PostAsync(volumes, body)).Expect(201);

        Assert.EndsWith(created.Xml.Attribute("href")!.Value, created.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal(("new", "down", "replicate", "3"), (created.Xml.Element("name")!.Value, created.Xml.Element("status")!.Value, created.Xml.Element("volume_type")!.Value, created.Xml.Element("replica_count")!.Value));
        Assert.Contains(created.Xml.Descendants("option"), static option => option.Element("name")!.Value == "cluster.min-free-disk" && option.Element("value")!.Value == "5%");
        Assert.Equal(3, (await tasks.Client.GetAsync(created.Xml.Attribute("href")!.Value + "/glusterbricks")).Expect(200).Xml.Elements("brick").Count());
        Assert.Equal("finished", Assert.Single(await site.JobsAsync()).Element("status")!.Value);

        var taken = (await tasks.Client.PostAsync(volumes, body)).Expect(409);
        Assert.Contains("Volume name new already exists", taken.FaultDetail, StringComparison.Ordinal);
        Assert.Contains("already used by the volume new", taken.FaultDetail, StringComparison.Ordinal);

        (await tasks.Client.PostAsync(created.Xml.Attribute("href")!.Value + "/start", "<action/>")).Expect(200);
        var up = (await tasks.Client.DeleteAsync(created.Xml.Attribute("href")!.Value)).Expect(409);
        Assert.Equal("fault", up.Xml.Name.LocalName);
        Assert.Contains("is up. Stop it first", up.FaultDetail, StringComparison.Ordinal);
        (await tasks.Client.PostAsync(created.Xml.Attribute("href")!.Value + "/stop", "<action/>")).Expect(200);
        Assert.Equal("complete", (await tasks.Client.DeleteAsync(created.Xml.Attribute("href")!.Value)).Expect(200).Xml.Element("status")!.Value);
        (await tasks.Client.GetAsync(created.Xml.Attribute("href")!.Value)).Expect(404);

        var again = (await tasks.Client.PostAsync(volumes, body)).Expect(201);
        Assert.NotEqual(created.Xml.Attribute("id")!.Value, again.Xml.Attribute("id")!.Value);
        (await tasks.Client.PostAsync(again.Xml.Attribute("href")!.Value + "/start", "<action/>")).Expect(200);
        await tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);
        Assert.Empty((await site.EventCodesAsync()).Intersect(["4027", "4028", "4029", "4032"]));
        Assert.Equal(["4000", "4010", "4000"], (await site.EventCodesAsync()).Where(static code => code is "4000" or "4010"));
    }

    [Theory]
    [InlineData("x", "<volume_type>replicate</volume_type><replica_count>2</replica_count>", 400, "The brick count 3 does not match")]
    [InlineData("x", "<volume_type>distributed_replicate</volume_type><replica_count>3</replica_count>", 400, "two or more times 3")]
    [InlineData("x", "<volume_type>replicate</volume_type>", 400, "needs a replica_count")]
    [InlineData("x", "<volume_type>disperse</volume_type><disperse_count>3</disperse_count><redundancy_count>2</redundancy_count>", 400, "less than half")]
    [InlineData("x", "<volume_type>stripe</volume_type>", 400, "Gluster has no volumes of type stripe")]
    [InlineData("x y", "<volume_type>distribute</volume_type>", 400, "cannot be the name of a volume")]
    [InlineData("all", "<volume_type>distribute</volume_type>", 400, "cannot be the name of a volume")]
    [InlineData("x", "", 400, "gluster_volume.volume_type")]
    [InlineData("x", "<volume_type>distribute</volume_type><options><option><name>a.b</name><value>one&#10;two</value></option></options>", 400, "control character")]
    [InlineData("x", "<volume_type>distribute</volume_type><options><option><name>nfs.disable</name><value>on</value></option><option><name>nfs.disable</name><value>off</value></option></options>", 400, "Option nfs.disable is given more than once")]
    [InlineData("x", "<volume_type>distribute</volume_type><options><option><name>user.glusterengine.generation</name><value>7</value></option></options>", 400, "the engine's own")]
    public async Task A_volume_that_cannot_be_is_refused_before_gluster_is_asked(string name, string more, int code, string words)
    {
        var site = await tasks.CreateSiteAsync();

        var refused = (await tasks.Client.PostAsync(Volumes(site), await BodyAsync(site, name, more))).Expect(code);

        Assert.Equal("fault", refused.Xml.Name.LocalName);
        Assert.Contains(words, refused.FaultDetail, StringComparison.Ordinal);
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_volume_that_is_gone_again_before_it_is_shown_was_created_all_the_same()
    {
        var site = await tasks.CreateSiteAsync();
        await tasks.AskAsync(
            """
            create function vanish() returns trigger language plpgsql as $$ begin delete from gluster_volume where volume_id = new.volume_id; return null; end $$;
            create constraint trigger vanish after insert on gluster_volume deferrable initially deferred for each row when (new.name = 'vanishing') execute function vanish();
            """);

        var created = (await tasks.Client.PostAsync(Volumes(site), await BodyAsync(site, "vanishing", "<volume_type>distribute</volume_type>"))).Expect(200);

        Assert.Equal("complete", created.Xml.Element("status")!.Value);
        Assert.Equal("finished", (await site.JobAsync(created)).Element("status")!.Value);
        Assert.Equal(["vanishing"], (await site.GlusterAsync("volume", "info")).Descendants("volume").Select(static volume => volume.Element("name")!.Value));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/a/../b")]
    [InlineData("/a b")]
    [InlineData("/")]
    [InlineData("/a/")]
    public async Task A_brick_that_cannot_be_is_refused(string directory)
    {
        var site = await tasks.CreateSiteAsync();
        var host = (await HostsAsync(site))[0];

        var refused = (await tasks.Client.PostAsync(Volumes(site),
            $"<gluster_volume><name>x</name><volume_type>distribute</volume_type><bricks><brick><server_id>{host}</server_id><brick_dir>{directory}</brick_dir></brick></bricks></gluster_volume>")).Expect(400);

        Assert.Contains("is no directory for a brick", refused.FaultDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EngineClient.Xml)]
    [InlineData(EngineClient.Json)]
    public async Task What_gluster_itself_refuses_is_400_in_its_words(string media)
    {
        var site = await tasks.CreateSiteAsync();
        var host = (await HostsAsync(site))[0];
        var bricks = string.Concat(new[] { "/b/1", "/b/2" }.Select(directory => $"<brick><server_id>{host}</server_id><brick_dir>{directory}</brick_dir></brick>"));
        var body = $"<gluster_volume><name>x</name><volume_type>replicate</volume_type><replica_count>2</replica_count><bricks>{bricks}</bricks></gluster_volume>";

        var refused = (await tasks.Client.Speaking(media).PostAsync(Volumes(site), XmlAsJson.In(media, body))).Expect(400);

        Assert.Equal("Operation Failed", refused.Content.Element("reason")!.Value);
        Assert.Contains("present on the same server", refused.FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brick_of_which_gluster_could_not_name_its_files_is_refused()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = $"<brick><server_id>{(await HostsAsync(site))[0]}</server_id><brick_dir>/{new string('d', 250)}</brick_dir></brick>";

        var created = (await tasks.Client.PostAsync(Volumes(site), $"<gluster_volume><name>x</name><volume_type>distribute</volume_type><bricks>{brick}</bricks></gluster_volume>")).Expect(400);
        var added = (await tasks.Client.PostAsync(site.Volume("v") + "/glusterbricks", $"<bricks>{brick}</bricks>")).Expect(400);

        foreach (var refused in new[] { created, added }) Assert.Contains("VOLUME.HOST.DIRECTORY.vol", refused.FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_on_one_host_take_force_and_the_same_brick_twice_or_a_foreign_host_is_refused()
    {
        var site = await tasks.CreateSiteAsync();
        var host = (await HostsAsync(site))[0];
        string Body(params string[] bricks) => $"<gluster_volume><name>x</name><volume_type>replicate</volume_type><replica_count>2</replica_count><bricks>{string.Concat(bricks)}</bricks></gluster_volume>";
        string Brick(string server, string directory) => $"<brick><server_id>{server}</server_id><brick_dir>{directory}</brick_dir></brick>";

        Assert.Contains("present on the same server", (await tasks.Client.PostAsync(Volumes(site), Body(Brick(host, "/b/1"), Brick(host, "/b/2")))).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("Duplicate entries found", (await tasks.Client.PostAsync(Volumes(site), Body(Brick(host, "/b/1"), Brick(host, "/b/1")))).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("Invalid server id in brick", (await tasks.Client.PostAsync(Volumes(site), Body(Brick(host, "/b/1"), Brick($"{Guid.NewGuid()}", "/b/2")))).Expect(400).FaultDetail, StringComparison.Ordinal);
        (await tasks.Client.PostAsync(Volumes(site) + "?force=true", Body(Brick(host, "/b/1"), Brick(host, "/b/2")))).Expect(201);
        (await tasks.Client.PostAsync($"/clusters/{Guid.NewGuid()}/glustervolumes", Body(Brick(host, "/b/3"), Brick(host, "/b/4")))).Expect(404);
    }

    [Fact]
    public async Task A_volume_whose_options_gluster_refuses_is_there_and_the_answer_says_so()
    {
        var site = await tasks.CreateSiteAsync();

        var refused = (await tasks.Client.PostAsync(Volumes(site), await BodyAsync(site, "half", "<volume_type>distribute</volume_type><options><option><name>bogus.option</name><value>on</value></option></options>"))).Expect(400);

        Assert.Contains("Volume half was created, but gluster refused its options", refused.FaultDetail, StringComparison.Ordinal);
        await site.ExpectVolumesAsync("half");
        Assert.Equal("failed", Assert.Single(await site.JobsAsync()).Element("status")!.Value);
        Assert.DoesNotContain("4027", await site.EventCodesAsync());
    }

    [Fact]
    public async Task A_creation_whose_reply_is_lost_is_found_to_have_happened_and_a_dry_run_creates_nothing()
    {
        var site = await tasks.CreateSiteAsync();
        var body = await BodyAsync(site, "mute-volume-create", "<volume_type>distribute</volume_type>");

        (await tasks.Client.PostAsync(Volumes(site) + "?dry_run=true", body)).Expect(200);
        Assert.Empty(await site.JobsAsync());

        (await tasks.Client.PostAsync(Volumes(site), body)).Expect(201);
    }

    [Fact]
    public async Task A_creation_that_never_arrived_ends_when_it_cannot_happen_any_more()
    {
        var site = await tasks.CreateSiteAsync();
        var body = await BodyAsync(site, "lost-volume-create", "<volume_type>distribute</volume_type>");

        var pending = (await tasks.Client.PostAsync(Volumes(site), body)).Expect(202);
        Assert.Equal("pending", pending.Xml.Element("status")!.Value);
        Assert.Contains(pending.Xml.Element("job")!.Attribute("id")!.Value, (await tasks.Client.PostAsync(Volumes(site), body)).Expect(409).FaultDetail, StringComparison.Ordinal);
        await SyncAsync(site);
        Assert.Equal("started", (await site.JobAsync(pending)).Element("status")!.Value);

        await tasks.AskAsync($"update volume_change set asked_at = now() - interval '10 minutes' where job_id = '{pending.Xml.Element("job")!.Attribute("id")!.Value}'");
        Assert.Equal("failed", await Eventually.GetAsync(
            async () =>
            {
                await SyncAsync(site);
                return (await site.JobAsync(pending)).Element("status")!.Value;
            },
            static status => status != "started"));
    }

    [Fact]
    public async Task The_lease_of_a_creation_without_answer_can_be_released_although_no_inventory_has_the_volume()
    {
        var site = await tasks.CreateSiteAsync();
        var body = await BodyAsync(site, "lost-volume-create", "<volume_type>distribute</volume_type>");
        var pending = (await tasks.Client.PostAsync(Volumes(site), body)).Expect(202);
        var volume = pending.Xml.Element("lease")!.Element("gluster_volume")!.Attribute("href")!.Value;
        var held = (await tasks.Client.PostAsync(Volumes(site), body)).Expect(409).Xml.Element("lease")!;
        Assert.Equal(volume, held.Element("gluster_volume")!.Attribute("href")!.Value);

        (await tasks.Client.PostAsync($"{volume}/releaselease", "<action><reason>the hosts are gone</reason></action>")).Expect(200);

        Assert.Equal("unknown", (await site.JobAsync(pending)).Element("status")!.Value);
    }

    private Task SyncAsync(SimulatedSite site) => tasks.Engine.Services.GetRequiredService<VolumeChangeSync>().SyncAsync(site.Id, CancellationToken.None);

    private static string Volumes(SimulatedSite site) => $"/clusters/{site.Id}/glustervolumes";

    private async Task<IReadOnlyList<string>> HostsAsync(SimulatedSite site) =>
        [.. (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements().Select(static host => host.Attribute("id")!.Value)];

    /// <summary>A volume with a brick on each of the three hosts.</summary>
    private async Task<string> BodyAsync(SimulatedSite site, string name, string more)
    {
        var bricks = (await HostsAsync(site)).Select(host => $"<brick><server_id>{host}</server_id><brick_dir>/bricks/{site.Name}</brick_dir></brick>");
        return $"<gluster_volume><name>{name}</name>{more}<bricks>{string.Concat(bricks)}</bricks></gluster_volume>";
    }
}
