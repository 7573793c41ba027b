using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Clients;

/// <summary>
/// What oVirt's Python SDK sends (spec/rest.md 2.4, 8: seen by running it), and what it must be answered so that it understands. The Go SDK and the Ansible
/// collection send the same. The tests install what they need from Debian, which has none of the three, so their requests are repeated here byte for byte.
/// </summary>
public sealed class PythonSdkTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private static readonly string[] Every = ["User-Agent: PythonSDK/4.6.3", "Version: 4", "Content-Type: application/xml", "Accept: application/xml", "Accept-Encoding: deflate, gzip"];

    [Fact]
    public async Task A_session_logs_in_rebalances_finds_its_job_and_logs_out()
    {
        using var sdk = new SdkSession(demo.Engine.Address);
        var token = await LogInAsync(sdk);
        string[] Request(string line, params string[] rest) => [line, .. Every, $"Authorization: Bearer {token}", .. rest];
        XElement Read((int Code, string Head, string Body) answer)
        {
            Assert.Equal(200, answer.Code);
            Assert.Contains("\r\nContent-Type: application/xml", answer.Head, StringComparison.Ordinal);
            return XDocument.Parse(answer.Body).Root!;
        }

        // The entry point is the bare base URL; version.major is read as int.
        Assert.Equal("4", Read(await sdk.SendAsync(Request("GET /ovirt-engine/api HTTP/1.1"))).Element("product_info")!.Element("version")!.Element("major")!.Value);
        var cluster = Read(await sdk.SendAsync(Request("GET /ovirt-engine/api/clusters?search=name%3Ddemo HTTP/1.1"))).Elements("cluster").Single();
        var volumes = $"/ovirt-engine/api/clusters/{cluster.Attribute("id")!.Value}/glustervolumes";
        var volume = Read(await sdk.SendAsync(Request($"GET {volumes} HTTP/1.1"))).Elements("gluster_volume").First();
        Assert.Equal("up", volume.Element("status")!.Value);
        int.Parse(volume.Element("replica_count")!.Value);
        var path = $"{volumes}/{volume.Attribute("id")!.Value}";
        // An element 'actions' in the collection would be a phantom first brick.
        Assert.All(Read(await sdk.SendAsync(Request($"GET {path}/glusterbricks HTTP/1.1"))).Elements(), static brick => Assert.Equal("brick", brick.Name.LocalName));

        var started = Read(await sdk.SendAsync(Request($"POST {path}/rebalance?correlation_id=from-the-sdk HTTP/1.1", "", "<action></action>")));
        Assert.Equal(("action", "complete"), (started.Name.LocalName, started.Element("status")!.Value));
        var job = Read(await sdk.SendAsync(Request("GET /ovirt-engine/api/jobs?search=correlation_id%3Dfrom-the-sdk HTTP/1.1"))).Elements("job").Single();
        Assert.Equal(started.Element("job")!.Attribute("id")!.Value, job.Attribute("id")!.Value);
        var steps = Read(await sdk.SendAsync(Request($"GET /ovirt-engine/api/jobs/{job.Attribute("id")!.Value}/steps HTTP/1.1"))).Elements("step").ToList();
        Assert.Single(steps, static step => step.Element("type")!.Value == "rebalancing_volume" && step.Element("external_type")?.Value == "gluster");
        // Python takes at most six digits of a second.
        Assert.All(steps, static step => Assert.Matches(@"^[^.]+\.\d{3}(Z|[+-]\d\d:\d\d)$", step.Element("start_time")!.Value));

        var again = await sdk.SendAsync(Request($"POST {path}/rebalance HTTP/1.1", "", "<action></action>"));
        Assert.Equal((409, "action"), (again.Code, XDocument.Parse(again.Body).Root!.Name.LocalName));
        Assert.NotEmpty(XDocument.Parse(again.Body).Root!.Element("fault")!.Element("reason")!.Value);
        // GlusterBricksService.remove() sends the text of its objects, and no body.
        var removal = await sdk.SendAsync(Request($"DELETE {path}/glusterbricks?bricks=%5B%3Covirtsdk4.types.GlusterBrick+object%3E%5D HTTP/1.1"));
        Assert.Equal((409, "fault"), (removal.Code, XDocument.Parse(removal.Body).Root!.Name.LocalName));
        Assert.Equal("complete", Read(await sdk.SendAsync(Request($"POST {path}/stoprebalance HTTP/1.1", "", "<action></action>"))).Element("status")!.Value);

        var farewell = await sdk.SendAsync(
            "POST /ovirt-engine/services/sso-logout HTTP/1.1", "User-Agent: PythonSDK/4.6.3", "Accept: application/json", "Content-Type: application/x-www-form-urlencoded",
            "", $"scope=ovirt-app-api&token={token}");
        Assert.Equal((200, "{}"), (farewell.Code, farewell.Body));
        var after = await sdk.SendAsync(Request("GET /ovirt-engine/api HTTP/1.1"));
        Assert.Equal((401, ""), (after.Code, after.Body));
    }

    [Fact]
    public async Task An_unknown_object_is_an_empty_404()
    {
        using var sdk = new SdkSession(demo.Engine.Address);
        var answer = await sdk.SendAsync(["GET /ovirt-engine/api/jobs/00000000-0000-0000-0000-000000000001 HTTP/1.1", .. Every, $"Authorization: Bearer {await LogInAsync(sdk)}"]);

        Assert.Equal((404, ""), (answer.Code, answer.Body));
    }

    private static async Task<string> LogInAsync(SdkSession sdk)
    {
        var answer = await sdk.SendAsync(
            "POST /ovirt-engine/sso/oauth/token HTTP/1.1", "User-Agent: PythonSDK/4.6.3", "Accept: application/json", "Content-Type: application/x-www-form-urlencoded",
            "", $"grant_type=password&scope=ovirt-app-api&username=admin%40internal&password={Uri.EscapeDataString(EngineSettings.Password)}");
        Assert.Equal(200, answer.Code);
        return JsonNode.Parse(answer.Body)!["access_token"]!.GetValue<string>();
    }
}
