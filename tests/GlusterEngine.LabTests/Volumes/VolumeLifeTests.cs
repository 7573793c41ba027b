using System.Xml.Linq;
using GlusterEngine.LabTests.Contract;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.LabTests.Volumes;

/// <summary>A volume of real nodes from its creation to its end, all of it through the API.</summary>
[Collection(FastLabCollection.Name)]
public sealed class VolumeLifeTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabTheory]
    [InlineData(EngineClient.Xml, "life-xml")]
    [InlineData(EngineClient.Json, "life-json")]
    public async Task A_volume_is_created_changed_profiled_grown_and_deleted(string media, string name)
    {
        var hosts = await HostsAsync();
        var client = engine.Client.Speaking(media);
        Task<EngineAnswer> PostAsync(string path, string xml = "<action/>") => client.PostAsync(path, XmlAsJson.In(media, xml));
        string Brick(string host, string folder) => $"<brick><server_id>{host}</server_id><brick_dir>{folder}</brick_dir></brick>";
        var bricks = string.Concat(hosts.Select((host, index) => Brick(host.Id, engine.Lab.FolderOf(index + 1, name))));
        var volume = (await PostAsync(
            $"{engine.Cluster}/glustervolumes?force=true",
            $"<gluster_volume><name>{name}</name><volume_type>replicate</volume_type><replica_count>3</replica_count><options><option><name>cluster.min-free-disk</name><value>5%</value></option></options><bricks>{bricks}</bricks></gluster_volume>"))
            .Expect(201).Content.Attribute("href")!.Value;

        (await PostAsync(volume + "/start")).Expect(200);
        (await PostAsync(volume + "/setoption", "<action><option><name>user.note</name><value>a b; \"c\"</value></option></action>")).Expect(200);
        Assert.Contains("user.note: a b; \"c\"", await engine.GlusterAsync(2, "volume", "info", name), StringComparison.Ordinal);
        Assert.Equal(400, (await PostAsync(volume + "/setoption", "<action><option><name>user.note</name><value>a&#10;b</value></option></action>")).Code);

        (await PostAsync(volume + "/startprofile")).Expect(200);
        await engine.Lab.RunAsync("mount", name);
        await engine.Lab.RunAsync("fill", name, "5", "1000");
        await engine.Lab.RunAsync("umount", name);
        var profile = (await PostAsync(volume + "/getprofilestatistics")).Expect(200).Content;
        Assert.Equal(3, profile.Descendants("brick_profile_detail").Count());
        Assert.Contains(profile.Descendants("fop_statistic"), static operation => operation.Element("name")!.Value == "WRITE");
        (await PostAsync(volume + "/stopprofile")).Expect(200);

        await engine.AwaitBricksAsync(name, 3, "up");
        var first = (await client.GetAsync(volume + "/glusterbricks")).Expect(200).Content.Elements("brick").First().Attribute("href")!.Value;
        var details = (await client.GetAsync(first + "?all_content=true")).Expect(200).Content;
        Assert.NotEmpty(details.Descendants("gluster_client"));
        Assert.Contains((await client.GetAsync(first + "/statistics?all_content=true")).Expect(200).Content.Elements("statistic"), static one => one.Element("name")!.Value == "malloc.arena");

        (await PostAsync(volume + "/resetalloptions")).Expect(200);
        Assert.DoesNotContain("user.note", await engine.GlusterAsync(2, "volume", "info", name), StringComparison.Ordinal);
        (await PostAsync(volume + "/glusterbricks?replica_count=4&force=true", $"<bricks>{Brick(hosts[0].Id, engine.Lab.FolderOf(1, name + "2"))}</bricks>")).Expect(201);
        Assert.Contains("1 x 4 = 4", await engine.GlusterAsync(3, "volume", "info", name), StringComparison.Ordinal);
        await engine.AwaitBricksAsync(name, 4, "up");
        (await PostAsync($"{engine.Cluster}/refreshglusterhealstatus")).Expect(200);

        // The fourth copy may still be filled, which keeps the replacement back until somebody passes over it.
        var place = $"<bricks>{Brick(hosts[0].Id, engine.Lab.FolderOf(1, name + "3"))}</bricks>";
        // The nodes of a lab share a machine, so each of them tries the directory, and one may find the mark gone that another has just removed.
        Task<EngineAnswer> ReplaceAsync(string xml) =>
            Eventually.GetAsync(() => PostAsync(first + "/replace", xml), static answer => !answer.Body.Contains("Removing test extended attribute failed", StringComparison.Ordinal));
        var replaced = await ReplaceAsync($"<action>{place}</action>");
        if (replaced.Code == 409)
        {
            Assert.Contains("wait for a heal", replaced.FaultDetail, StringComparison.Ordinal);
            replaced = await ReplaceAsync($"<action>{place}<override>true</override><reason>of a test</reason></action>");
        }

        replaced.Expect(200);
        Assert.Contains(engine.Lab.BrickOf(1, name + "3"), await engine.GlusterAsync(3, "volume", "info", name), StringComparison.Ordinal);

        (await PostAsync(volume + "/stop")).Expect(200);
        Assert.Equal(200, (await client.DeleteAsync(volume)).Code);
        Assert.DoesNotContain(name + "\n", await engine.GlusterAsync(1, "volume", "list"), StringComparison.Ordinal);
        Assert.DoesNotContain(await EventsAsync(), line => line.Element("description")!.Value.Contains("CLI", StringComparison.Ordinal) && line.Element("description")!.Value.Contains($" {name} ", StringComparison.Ordinal));
    }

    [LabFact]
    public async Task A_brick_that_is_ahead_of_a_copy_is_replaced_only_after_the_heal()
    {
        await engine.Lab.RunAsync("vol", "rep3", "wounded");
        var volume = (await engine.AwaitVolumeAsync("wounded")).Attribute("href")!.Value;
        await engine.AwaitBricksAsync("wounded", 3, "up");
        await engine.Lab.RunAsync("mount", "wounded");
        await engine.Lab.RunAsync("kill-brick", "3", "wounded");
        await engine.Lab.RunAsync("fill", "wounded", "5", "1000");
        await engine.Lab.RunAsync("umount", "wounded");
        var (host, path) = ((await HostsAsync())[0].Id, (await engine.Client.GetAsync(volume + "/glusterbricks")).Expect(200).Xml.Elements("brick").First().Attribute("href")!.Value + "/replace");
        var body = $"<action><bricks><brick><server_id>{host}</server_id><brick_dir>{engine.Lab.FolderOf(1, "wounded2")}</brick_dir></brick></bricks></action>";

        var closed = (await engine.Client.PostAsync(path, body)).Expect(409);

        Assert.Contains($"entries of brick {engine.Lab.BrickOf(1, "wounded")} itself wait for a heal", closed.FaultDetail, StringComparison.Ordinal);
        Assert.Contains($"entries of brick {engine.Lab.BrickOf(2, "wounded")} of the same set wait for a heal", closed.FaultDetail, StringComparison.Ordinal);
        Assert.Contains($"Brick {engine.Lab.BrickOf(3, "wounded")} of the same set did not tell", closed.FaultDetail, StringComparison.Ordinal);
        Assert.Contains(engine.Lab.BrickOf(1, "wounded"), await engine.GlusterAsync(1, "volume", "info", "wounded"), StringComparison.Ordinal);

        (await engine.Client.PostAsync(volume + "/start", "<action><force>true</force></action>")).Expect(200);
        await Eventually.GetAsync(() => engine.Client.PostAsync(path, body), static answer => answer.Code == 200, TimeSpan.FromSeconds(90));
        Assert.Contains(engine.Lab.BrickOf(1, "wounded2"), await engine.GlusterAsync(1, "volume", "info", "wounded"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string Id, string Name)>> HostsAsync() =>
        [.. (await engine.Client.GetAsync("/hosts")).Expect(200).Xml.Elements("host").Select(static host => (host.Attribute("id")!.Value, host.Element("name")!.Value)).OrderBy(static host => host.Item2)];

    private async Task<IReadOnlyList<XElement>> EventsAsync() => [.. (await engine.Client.GetAsync("/events")).Expect(200).Xml.Elements("event")];
}
