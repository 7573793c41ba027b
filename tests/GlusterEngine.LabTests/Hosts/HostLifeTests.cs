using GlusterEngine.LabTests.Contract;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.LabTests.Hosts;

/// <summary>A fourth real node joins the pool through the API, holds a brick, and leaves.</summary>
[Collection(FastLabCollection.Name)]
public sealed class HostLifeTests(FastLab fixture)
{
    private const int Node = 4;

    private readonly LabEngine engine = fixture.Engine;

    [LabTheory]
    [InlineData(EngineClient.Xml, "node4-xml")]
    [InlineData(EngineClient.Json, "node4-json")]
    public async Task A_node_is_added_to_the_pool_and_removed_from_it(string media, string name)
    {
        await engine.Lab.RunAsync("start-node", $"{Node}");
        try
        {
            await AddAndRemoveAsync(engine.Client.Speaking(media), name);
        }
        finally
        {
            await engine.Lab.RunAsync("remove-node", $"{Node}");
        }
    }

    [LabFact]
    public async Task A_node_of_another_pool_is_refused()
    {
        await engine.Lab.RunAsync("start-node", "5");
        await engine.Lab.RunAsync("start-node", "6");
        try
        {
            await engine.Lab.RunAsync("cli", "5", "peer", "probe", engine.Lab.AddressOf(6));

            Assert.Contains("in another trusted pool", (await AddAsync(engine.Client, 5, "node5")).Expect(409).FaultDetail, StringComparison.Ordinal);
            Assert.DoesNotContain(engine.Lab.AddressOf(5), await PoolAsync(1), StringComparison.Ordinal);
        }
        finally
        {
            await engine.Lab.RunAsync("remove-node", "6");
            await engine.Lab.RunAsync("remove-node", "5");
        }
    }

    private async Task AddAndRemoveAsync(EngineClient client, string name)
    {
        var volumeName = "brick-of-" + name;
        Task<EngineAnswer> PostAsync(string path, string xml) => client.PostAsync(path, XmlAsJson.In(client.Media, xml));
        var host = (await AddAsync(client, Node, name)).Expect(201).Content.Attribute("href")!.Value;
        await engine.AwaitHostsAsync(static hosts => hosts.Count == 4 && hosts.All(static one => one.Element("status")!.Value == "up"));
        foreach (var node in (int[])[1, 2, 3]) Assert.Matches($@"{engine.Lab.AddressOf(Node)}\s+Connected", await PoolAsync(node));
        await engine.AwaitEventAsync(EventCode.HostJoinedPool, name);

        var volume = (await PostAsync(
            $"{engine.Cluster}/glustervolumes?force=true",
            $"<gluster_volume><name>{volumeName}</name><volume_type>distribute</volume_type><bricks><brick><server_id>{host[^36..]}</server_id><brick_dir>{engine.Lab.FolderOf(Node, volumeName)}</brick_dir></brick></bricks></gluster_volume>"))
            .Expect(201).Content.Attribute("href")!.Value;
        (await PostAsync(host + "/deactivate", "<action/>")).Expect(200);
        Assert.Contains($"has bricks of volume {volumeName}", (await client.DeleteAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);
        (await client.DeleteAsync(volume)).Expect(200);

        var removed = (await client.DeleteAsync(host)).Expect(200).Content;

        Assert.Equal("finished", (await client.GetAsync(removed.Element("job")!.Attribute("href")!.Value)).Expect(200).Content.Element("status")!.Value);
        Assert.Equal(404, (await client.GetAsync(host)).Code);
        foreach (var node in (int[])[1, 2, 3]) Assert.DoesNotContain(engine.Lab.AddressOf(Node), await PoolAsync(node), StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Lab.AddressOf(1), await PoolAsync(Node), StringComparison.Ordinal);
    }

    private Task<EngineAnswer> AddAsync(EngineClient client, int node, string name) => client.PostAsync(
        "/hosts",
        XmlAsJson.In(client.Media, $"<host><name>{name}</name><address>{engine.Lab.AddressOf(node)}</address><glusterd_socket>{engine.Lab.SocketOf(node)}</glusterd_socket><cluster id=\"{engine.Cluster[^36..]}\"/></host>"));

    private Task<string> PoolAsync(int node) => engine.Lab.RunAsync("cli", $"{node}", "pool", "list");
}
