using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary>Clusters, hosts, volumes, bricks, jobs and events: what is added is there, what is removed is gone, and all links lead somewhere.</summary>
public sealed class ResourcesTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private EngineClient Client => demo.Client;

    [Fact]
    public async Task A_cluster_is_added_found_and_removed()
    {
        var name = Name();
        var added = await Client.PostAsync("/clusters", $"<cluster><name>{name}</name><description>d</description><comment>c</comment></cluster>");

        Assert.Equal(201, added.Code);
        var href = DemoEngine.HrefOf(added.Xml);
        Assert.Equal(new Uri(demo.Engine.Address, href).ToString(), added.Headers["Location"]);
        var found = (await Client.GetAsync(href)).Expect(200).Xml;
        Assert.Equal((name, "d", "c"), (found.Element("name")!.Value, found.Element("description")!.Value, found.Element("comment")!.Value));
        Assert.Equal([name], await NamesAsync($"/clusters?search=name%3D{name[..^1]}*"));
        Assert.Contains(name, await NamesAsync("/clusters"));
        Assert.Empty((await Client.GetAsync(href + "/glustervolumes")).Expect(200).Xml.Elements());
        Assert.Equal(200, (await Client.DeleteAsync(href)).Code);
        Assert.Equal(404, (await Client.GetAsync(href)).Code);
        Assert.Equal(404, (await Client.DeleteAsync(href)).Code);
    }

    [Fact]
    public async Task A_cluster_is_added_in_json_and_answered_in_json()
    {
        var added = await Client.Speaking(EngineClient.Json).PostAsync("/clusters", $$"""{"name":"{{Name()}}","description":"ä €"}""");

        Assert.Equal((201, "ä €"), (added.Code, added.Json["description"]!.GetValue<string>()));
        Assert.Equal("true", added.Json["gluster_service"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_name_is_given_once_also_when_many_ask_at_once()
    {
        var body = $"<cluster><name>{Name()}</name></cluster>";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.PostAsync("/clusters", body)));

        Assert.Equal([201, 409, 409, 409, 409, 409, 409, 409], answers.Select(static answer => answer.Code).Order());
        Assert.All(answers.Where(static answer => answer.Code == 409), static answer => Assert.Contains("choose another name", answer.FaultDetail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_is_never_left_in_a_cluster_that_is_removed_at_that_moment()
    {
        for (var round = 0; round < 5; round++)
        {
            var cluster = await AddClusterAsync();
            var adding = AddHostAsync($"<cluster id=\"{cluster[^36..]}\"/>");
            var removing = Client.DeleteAsync(cluster);

            var codes = ((await adding).Code, (await removing).Code);

            Assert.True(codes is (201, 409) or (404, 200), codes.ToString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("ünïcode")]
    [InlineData("<![CDATA[<script>]]>")]
    public async Task A_name_that_is_none_is_400(string name)
    {
        Assert.Equal(400, (await Client.PostAsync("/clusters", $"<cluster><name>{name}</name></cluster>")).Code);
        Assert.Equal(400, (await Client.PostAsync("/hosts", $"<host><name>{name}</name><address>a</address><cluster><name>demo</name></cluster></host>")).Code);
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_400()
    {
        Assert.Equal(201, (await Client.PostAsync("/clusters", $"<cluster><name>{new string('n', 255)}</name></cluster>")).Code);
        Assert.Equal(400, (await Client.PostAsync("/clusters", $"<cluster><name>{new string('n', 256)}</name></cluster>")).Code);
    }

    [Fact]
    public async Task A_cluster_with_hosts_stays_and_names_them()
    {
        var refused = await Client.DeleteAsync(demo.Cluster);

        Assert.Equal(409, refused.Code);
        Assert.Contains("gluster1, gluster2, gluster3", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(200, (await Client.GetAsync(demo.Cluster)).Code);
    }

    [Fact]
    public async Task A_host_goes_into_the_cluster_named_by_id_by_name_or_by_default()
    {
        var cluster = await AddClusterAsync("Default");
        var other = await AddClusterAsync();
        var otherName = (await Client.GetAsync(other)).Xml.Element("name")!.Value;

        foreach (var (reference, expected) in new[] { ($"<cluster id=\"{other[^36..]}\"/>", other), ($"<cluster><name>{otherName}</name></cluster>", other), ("", cluster) })
        {
            var added = (await AddHostAsync(reference)).Expect(201);
            Assert.Equal(expected, DemoEngine.HrefOf(added.Xml.Element("cluster")!));
            var href = DemoEngine.HrefOf(added.Xml);
            Assert.Equal(new Uri(demo.Engine.Address, href).ToString(), added.Headers["Location"]);
            Assert.Equal(200, (await Client.GetAsync(href)).Code);
            Assert.Equal(409, (await Client.DeleteAsync(href)).Code);
            (await Client.PostAsync(href + "/deactivate", "<action/>")).Expect(200);
            Assert.Equal(200, (await Client.DeleteAsync(href)).Code);
            Assert.Equal(404, (await Client.GetAsync(href)).Code);
        }

        Assert.Equal(200, (await Client.DeleteAsync(cluster)).Code);
        Assert.Equal(404, (await AddHostAsync("")).Code);
    }

    [Fact]
    public async Task A_cluster_is_removed_in_the_middle_of_the_looks_that_its_last_host_asked_for()
    {
        for (var round = 0; round < 20; round++)
        {
            var cluster = await AddClusterAsync();
            var host = (await AddHostAsync($"<cluster id=\"{cluster[^36..]}\"/>")).Expect(201);
            (await Client.PostAsync(DemoEngine.HrefOf(host.Xml) + "/deactivate", "<action/>")).Expect(200);
            Assert.Equal(200, (await Client.DeleteAsync(DemoEngine.HrefOf(host.Xml))).Code);
            Assert.Equal(200, (await Client.DeleteAsync(cluster)).Code);
        }
    }

    [Theory]
    [InlineData("<address>a</address>", 400, "host.name")]
    [InlineData("<name>h</name>", 400, "host.address")]
    [InlineData("<name>h</name><address>a b</address>", 400, "a b")]
    [InlineData("<name>h</name><address>-o</address>", 400, "-o")]
    [InlineData("<name>h</name><address>a</address><transport>pigeon</transport>", 400, "pigeon")]
    [InlineData("<name>h</name><address>a</address><transport>cli</transport><glusterd_socket>run/x</glusterd_socket>", 400, "run/x")]
    [InlineData("<name>h</name><address>a</address><transport>simulated</transport><glusterd_socket>/run/x</glusterd_socket>", 400, "glusterd_socket")]
    [InlineData("<name>h</name><address>a</address><cluster id=\"no-uuid\"/>", 400, "no-uuid")]
    [InlineData("<name>h</name><address>a</address><cluster id=\"00000000-0000-0000-0000-000000000009\"/>", 404, "00000000-0000-0000-0000-000000000009")]
    [InlineData("<name>h</name><address>a</address><cluster><name>nowhere</name></cluster>", 404, "nowhere")]
    [InlineData("<name>gluster1</name><address>a</address>", 409, "gluster1")]
    [InlineData("<name>h</name><address>gluster1.demo</address>", 409, "gluster1.demo")]
    public async Task A_host_that_cannot_be_is_refused_by_what_is_wrong_with_it(string members, int code, string words)
    {
        var cluster = members.Contains("<cluster", StringComparison.Ordinal) ? "" : "<cluster><name>demo</name></cluster>";

        var refused = await Client.PostAsync("/hosts", $"<host>{members}{cluster}</host>");

        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(3, (await Client.GetAsync("/hosts?search=cluster%3Ddemo")).Xml.Elements().Count());
    }

    [Fact]
    public async Task The_demo_volumes_are_as_gluster_describes_them()
    {
        var volumes = (await Client.GetAsync(demo.Cluster + "/glustervolumes")).Xml.Elements().ToDictionary(static volume => volume.Element("name")!.Value);

        Assert.Equal(["data", "media"], volumes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("distribute", "up", "0"), Shape(volumes["data"]));
        Assert.Equal(("distributed_replicate", "up", "3"), Shape(volumes["media"]));
        Assert.Equal(["media"], await NamesAsync(demo.Cluster + "/glustervolumes?search=replica_count%3D3"));
        Assert.Equal(["media", "data"], await NamesAsync(demo.Cluster + "/glustervolumes?search=status%3Dup%20sortby%20name%20desc"));
        Assert.Single((await Client.GetAsync(demo.Cluster + "/glustervolumes?max=1")).Xml.Elements());
        Assert.Single((await Client.GetAsync(demo.Volume)).Xml.Element("transport_types")!.Elements(), static type => type.Value == "tcp");
    }

    [Theory]
    [InlineData("glusterbricks")]
    [InlineData("bricks")]
    [InlineData("gluster_bricks")]
    public async Task Bricks_are_listed_under_both_names_and_inlined_by_follow(string follow)
    {
        var path = follow.Contains('_', StringComparison.Ordinal) ? "glusterbricks" : follow;
        var listed = (await Client.GetAsync($"{demo.Volume}/{path}")).Expect(200).Xml.Elements("brick").ToList();

        Assert.Equal(["gluster1.demo:/bricks/data", "gluster2.demo:/bricks/data", "gluster3.demo:/bricks/data"], listed.Select(static brick => brick.Element("name")!.Value));
        Assert.All(listed, static brick => Assert.Equal("up", brick.Element("status")!.Value));
        var hosts = (await Client.GetAsync("/hosts?search=cluster%3Ddemo")).Xml.Elements().Select(static host => host.Attribute("id")!.Value);
        Assert.Equal(hosts, listed.Select(static brick => brick.Element("server_id")!.Value));
        var inlined = (await Client.GetAsync($"{demo.Volume}?follow={follow}")).Expect(200).Xml.Element("bricks")!.Elements("brick");
        Assert.Equal(listed.Select(DemoEngine.HrefOf), inlined.Select(DemoEngine.HrefOf));
    }

    [Fact]
    public async Task What_a_resource_links_to_is_inlined_by_follow()
    {
        var volume = (await Client.GetAsync(demo.Volume + "?follow=cluster,statistics")).Expect(200).Xml;
        var brick = (await Client.GetAsync(demo.Volume + "/glusterbricks?follow=statistics")).Expect(200).Xml.Elements("brick").First();
        var hosts = (await Client.GetAsync("/hosts?search=cluster%3Ddemo&follow=cluster")).Expect(200).Xml.Elements("host").ToList();

        Assert.Equal("demo", volume.Element("cluster")!.Element("name")!.Value);
        Assert.Equal((await Client.GetAsync(demo.Volume + "/statistics")).Xml.Elements().Select(DemoEngine.HrefOf), volume.Element("statistics")!.Elements().Select(DemoEngine.HrefOf));
        Assert.Equal((await Client.GetAsync(DemoEngine.HrefOf(brick) + "/statistics")).Xml.Elements().Count(), brick.Element("statistics")!.Elements().Count());
        Assert.All(hosts, static host => Assert.Equal("demo", host.Element("cluster")!.Element("name")!.Value));
        Assert.Equal(
            hosts[0].ToString(), (await Client.GetAsync(DemoEngine.HrefOf(hosts[0]) + "?follow=cluster")).Expect(200).Xml.ToString());
    }

    [Fact]
    public async Task What_a_brick_tells_of_its_process_comes_with_all_content()
    {
        var brick = DemoEngine.HrefOf((await Client.GetAsync(demo.Volume + "/glusterbricks")).Xml.Elements("brick").First());

        Assert.Null((await Client.GetAsync(brick)).Xml.Element("device"));
        Assert.Equal("/dev/mapper/vg-bricks-data", (await Client.GetAsync(brick + "?all_content=true")).Xml.Element("device")!.Value);
        var byHeader = await Client.SendAsync(HttpMethod.Get, brick, change: static request => request.Headers.Add("All-Content", "true"));
        Assert.Equal("/dev/mapper/vg-bricks-data", byHeader.Xml.Element("device")!.Value);
    }

    [Fact]
    public async Task Jobs_are_found_by_correlation_id_and_come_in_pages()
    {
        var media = DemoEngine.HrefOf((await Client.GetAsync(demo.Cluster + "/glustervolumes?search=name%3Dmedia")).Xml.Elements().Single());
        var ids = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            var started = await Client.SendAsync(HttpMethod.Post, media + "/rebalance", "<action/>", request => request.Headers.Add("Correlation-Id", $"page-{ids.Count}"));
            ids.Add(started.Expect(200).Xml.Element("job")!.Attribute("id")!.Value);
            (await Client.PostAsync(media + "/stoprebalance", "<action/>")).Expect(200);
        }

        Assert.Equal([ids[1]], await IdsAsync("/jobs?search=correlation_id%3Dpage-1"));
        Assert.Equal([ids[2], ids[1], ids[0]], await IdsAsync("/jobs?search=correlation_id%3Dpage-*"));
        Assert.Equal([ids[2], ids[1]], await IdsAsync("/jobs?search=correlation_id%3Dpage-*&max=2"));
        Assert.Equal([ids[0]], await IdsAsync("/jobs?search=correlation_id%3Dpage-*%20page%202&max=2"));
        Assert.Empty(await IdsAsync("/jobs?search=correlation_id%3Dpage_1"));
        var followed = (await Client.GetAsync($"/jobs/{ids[0]}?follow=steps")).Xml.Element("steps")!.Elements();
        Assert.Equal((await Client.GetAsync($"/jobs/{ids[0]}/steps")).Xml.Elements().Select(DemoEngine.HrefOf), followed.Select(DemoEngine.HrefOf));
        Assert.Null((await Client.GetAsync($"/jobs/{ids[0]}")).Xml.Element("steps"));
        Assert.Equal(404, (await Client.GetAsync($"/jobs/{ids[0]}/steps/{ids[0]}")).Code);
        Assert.Equal(404, (await Client.GetAsync($"/jobs/{ids[1]}/steps/{followed.First().Attribute("id")!.Value}")).Code);
    }

    [Fact]
    public async Task Events_come_newest_first_from_an_id_on_and_by_search()
    {
        var one = await EventIdAsync(await AddClusterAsync());
        var two = await EventIdAsync(await AddClusterAsync());

        var since = (await Client.GetAsync($"/events?from={one}")).Xml.Elements().Select(static line => long.Parse(line.Attribute("id")!.Value)).ToList();
        Assert.Contains(two, since);
        Assert.DoesNotContain(one, since);
        Assert.Equal(since.OrderDescending(), since);
        Assert.Empty((await Client.GetAsync("/events?from=999999999")).Xml.Elements());
        Assert.Equal("809", (await Client.GetAsync($"/events/{one}")).Xml.Element("code")!.Value);
        Assert.All((await Client.GetAsync("/events?search=type%3D809%20and%20severity%3Dnormal")).Xml.Elements(), static line => Assert.Equal("809", line.Element("code")!.Value));
        Assert.Empty((await Client.GetAsync("/events?search=type%3D809%20and%20severity%3Derror")).Xml.Elements());
    }

    [Fact]
    public async Task Every_link_leads_somewhere()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/ovirt-engine/api" };
        var next = new Queue<string>(seen);
        var broken = new List<string>();
        while (next.TryDequeue(out var href))
        {
            var answer = await Client.GetAsync(href);
            if (answer.Code != 200)
            {
                broken.Add($"{answer.Code} {href}");
                continue;
            }

            foreach (var link in answer.Xml.DescendantsAndSelf().Where(static element => element.Parent?.Name.LocalName != "actions").Attributes("href").Select(static link => link.Value))
            {
                if (link.Contains('{', StringComparison.Ordinal)) continue;
                if (seen.Count < 500 && seen.Add(link)) next.Enqueue(link);
            }
        }

        Assert.Empty(broken);
        Assert.Contains(seen, static href => href.Contains("/users/", StringComparison.Ordinal));
        Assert.True(seen.Count > 30, $"Only {seen.Count} links.");
    }

    private static (string Type, string Status, string Replicas) Shape(XElement volume) =>
        (volume.Element("volume_type")!.Value, volume.Element("status")!.Value, volume.Element("replica_count")!.Value);

    private static string Name() => "n" + Guid.NewGuid().ToString("N");

    private async Task<string> AddClusterAsync(string? name = null) =>
        DemoEngine.HrefOf((await Client.PostAsync("/clusters", $"<cluster><name>{name ?? Name()}</name></cluster>")).Expect(201).Xml);

    private Task<EngineAnswer> AddHostAsync(string cluster)
    {
        var name = Name();
        return Client.PostAsync("/hosts", $"<host><name>{name}</name><address>{name}.demo</address><transport>simulated</transport>{cluster}</host>");
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string list) =>
        [.. (await Client.GetAsync(list)).Expect(200).Xml.Elements().Select(static row => row.Element("name")!.Value)];

    private async Task<IReadOnlyList<string>> IdsAsync(string list) =>
        [.. (await Client.GetAsync(list)).Expect(200).Xml.Elements().Select(static row => row.Attribute("id")!.Value)];

    private async Task<long> EventIdAsync(string cluster) => long.Parse(
        (await Client.GetAsync("/events")).Xml.Elements().First(line => line.Element("cluster")?.Attribute("href")!.Value == cluster).Attribute("id")!.Value);
}
