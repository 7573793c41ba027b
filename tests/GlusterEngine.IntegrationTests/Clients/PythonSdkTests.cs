using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Clients;

/// <summary>
/// What oVirt's Python SDK sends (spec/rest.md 2.4, 8: seen by running it), and what it must be answered so that it understands. The Go SDK
/// sends the same; the Ansible collection, which uses this SDK, sends what its modules build. The tests install what they need from Debian, which has none of the three, so their requests are repeated here byte for byte.
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
    public async Task The_host_module_of_ansible_adds_a_host_and_runs_again_without_a_change()
    {
        using var sdk = new SdkSession(demo.Engine.Address);
        var token = await LogInAsync(sdk);
        async Task<XElement> AskAsync(int code, string line, params string[] rest)
        {
            var answer = await sdk.SendAsync([line, .. Every, $"Authorization: Bearer {token}", .. rest]);
            Assert.True(code == answer.Code, answer.Body);
            return XDocument.Parse(answer.Body).Root!;
        }

        const string search = "GET /ovirt-engine/api/hosts?search=name%3D%22by-ansible%22 HTTP/1.1";
        Assert.NotEmpty((await AskAsync(200, "GET /ovirt-engine/api/events?max=1 HTTP/1.1")).Element("event")!.Element("index")!.Value);
        Assert.Empty((await AskAsync(200, search)).Elements());
        // It always builds an ssh, empty unless a port or a public key is asked for, and knows of no transports.
        var added = await AskAsync(
            201, "POST /ovirt-engine/api/hosts?activate=true HTTP/1.1", "",
            "<host><address>by-ansible</address><cluster><name>demo</name></cluster><comment>rack 3</comment><name>by-ansible</name><ssh></ssh></host>");
        Assert.Equal("simulated", added.Element("transport")!.Value);
        await AskAsync(200, $"GET {added.Attribute("href")!.Value} HTTP/1.1");

        // What a second run compares, whatever it was given. An element without an end tag is None to the SDK, which has no split.
        var found = Assert.Single((await AskAsync(200, search)).Elements());
        Assert.Equal("rack 3", found.Element("comment")!.Value);
        Assert.Equal(("false", "false", "5"), (
            found.Element("power_management")!.Element("enabled")!.Value, found.Element("power_management")!.Element("kdump_detection")!.Value, found.Element("spm")!.Element("priority")!.Value));
        var raw = (await sdk.SendAsync([search, .. Every, $"Authorization: Bearer {token}"])).Body;
        Assert.Contains("<custom_kernel_cmdline></custom_kernel_cmdline>", raw, StringComparison.Ordinal);
        Assert.Equal("action", (await AskAsync(200, $"POST {added.Attribute("href")!.Value}/deactivate HTTP/1.1", "", "<action></action>")).Name.LocalName);
        Assert.Equal(200, (await sdk.SendAsync([$"DELETE {added.Attribute("href")!.Value} HTTP/1.1", .. Every, $"Authorization: Bearer {token}"])).Code);
    }

    [Fact]
    public async Task The_cluster_module_of_ansible_finds_a_cluster_as_it_should_be()
    {
        using var sdk = new SdkSession(demo.Engine.Address);
        var token = await LogInAsync(sdk);
        async Task<XElement> AskAsync(string path)
        {
            var answer = await sdk.SendAsync([$"GET {path} HTTP/1.1", .. Every, $"Authorization: Bearer {token}"]);
            Assert.True(answer.Code == 200, answer.Body);
            return XDocument.Parse(answer.Body).Root!;
        }

        // What it reads of each, whatever it was given; a missing element in between ends the module.
        var cluster = Assert.Single((await AskAsync("/ovirt-engine/api/clusters?search=name%3D%22demo%22")).Elements());
        string[] read =
        [
            "ksm/merge_across_nodes", "ksm/enabled", "fencing_policy/enabled", "fencing_policy/skip_if_gluster_bricks_up", "fencing_policy/skip_if_gluster_quorum_not_met",
            "fencing_policy/skip_if_sd_active/enabled", "fencing_policy/skip_if_connectivity_broken/enabled", "fencing_policy/skip_if_connectivity_broken/threshold",
            "error_handling/on_error", "migration/bandwidth/assignment_method", "memory_policy/over_commit/percent", "version/major", "version/minor", "required_rng_sources", "mac_pool",
        ];
        Assert.All(read, path => Assert.NotNull(path.Split('/').Aggregate((XElement?)cluster, static (element, name) => element?.Element(name))));
        Assert.Equal(("true", "false"), (cluster.Element("gluster_service")!.Value, cluster.Element("virt_service")!.Value));
        var policy = await AskAsync(cluster.Element("scheduling_policy")!.Attribute("href")!.Value);
        Assert.Equal(("scheduling_policy", "none"), (policy.Name.LocalName, policy.Element("name")!.Value));
        Assert.Equal("none", Assert.Single((await AskAsync("/ovirt-engine/api/schedulingpolicies")).Elements()).Element("name")!.Value);
        var pools = await AskAsync("/ovirt-engine/api/macpools");
        Assert.Equal(("mac_pools", false), (pools.Name.LocalName, pools.HasElements));
    }

    [Theory]
    [InlineData("<ksm><enabled>false</enabled><merge_across_nodes>true</merge_across_nodes></ksm>", null)]
    [InlineData("<fencing_policy><enabled>false</enabled></fencing_policy>", null)]
    [InlineData("<mac_pool/><required_rng_sources/>", null)]
    [InlineData("<ksm><enabled>true</enabled></ksm>", "cluster.ksm.enabled")]
    [InlineData("<fencing_policy><skip_if_sd_active><enabled>true</enabled></skip_if_sd_active></fencing_policy>", "cluster.fencing_policy.skip_if_sd_active.enabled")]
    [InlineData("<virt_service>true</virt_service>", "cluster.virt_service")]
    [InlineData("<gluster_service>false</gluster_service>", "cluster.gluster_service")]
    [InlineData("<error_handling><on_error>migrate</on_error></error_handling>", "cluster.error_handling.on_error")]
    [InlineData("<memory_policy><over_commit><percent>150</percent></over_commit></memory_policy>", "cluster.memory_policy.over_commit.percent")]
    [InlineData("<required_rng_sources><required_rng_source>hwrng</required_rng_source></required_rng_sources>", "cluster.required_rng_sources")]
    [InlineData("<mac_pool><name>Default</name></mac_pool>", "cluster.mac_pool")]
    [InlineData("<scheduling_policy id=\"20d25257-b4bd-4589-92a6-c4c5c5d3fd1a\"/>", "cluster.scheduling_policy.id")]
    public async Task Of_what_concerns_virtual_machines_a_cluster_takes_what_it_shows_and_nothing_else(string members, string? refused)
    {
        var answer = await demo.Client.PostAsync("/clusters", $"<cluster><name>c{Guid.NewGuid():N}</name>{members}</cluster>");

        Assert.Equal(refused is null ? 201 : 400, answer.Code);
        if (refused is not null) Assert.StartsWith(refused + ": ", answer.FaultDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ssh><authentication_method>publickey</authentication_method></ssh>", 201, "ssh")]
    [InlineData("<ssh><port>2222</port></ssh>", 201, "ssh")]
    [InlineData("<ssh></ssh><transport>cli</transport>", 201, "cli")]
    [InlineData("<override_iptables>true</override_iptables>", 201, "cli")]
    [InlineData("<ssh><public_key>ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f</public_key></ssh>", 201, "ssh")]
    [InlineData("<ssh><public_key>ssh-ed25519 AAAA</public_key></ssh>", 400, "host.ssh.public_key: that is no public key")]
    [InlineData("<ssh><fingerprint>SHA256:x</fingerprint><public_key>ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f</public_key></ssh>", 400, "leave one of them out")]
    [InlineData("<ssh><offered_fingerprint>SHA256:x</offered_fingerprint></ssh>", 400, "host.ssh.offered_fingerprint")]
    [InlineData("<port>54321</port><protocol>stomp</protocol>", 201, "cli")]
    [InlineData("<port>54322</port>", 400, "host.port")]
    [InlineData("<protocol>xml</protocol>", 400, "host.protocol")]
    [InlineData("<ssh><port>2222</port></ssh><transport>cli</transport>", 400, "ssh belongs to transport ssh, not to cli")]
    [InlineData("<os><custom_kernel_cmdline>quiet</custom_kernel_cmdline></os>", 400, "host.os.custom_kernel_cmdline")]
    [InlineData("<power_management><kdump_detection>true</kdump_detection></power_management>", 400, "host.power_management.kdump_detection")]
    [InlineData("<spm><priority>3</priority></spm>", 400, "host.spm.priority")]
    [InlineData("<display><address>192.0.2.1</address></display>", 400, "'display' of 'host' is not supported")]
    [InlineData("<vgpu_placement>consolidated</vgpu_placement>", 400, "'vgpu_placement' of 'host' is not supported")]
    public async Task A_described_log_in_means_ssh_and_a_machine_that_is_to_be_changed_is_refused(string members, int code, string words)
    {
        var cluster = $"c{Guid.NewGuid():N}";
        (await demo.Client.PostAsync("/clusters", $"<cluster><name>{cluster}</name></cluster>")).Expect(201);

        var answer = (await demo.Client.PostAsync("/hosts", $"<host><name>{cluster}</name><address>127.0.0.9</address><cluster><name>{cluster}</name></cluster>{members}</host>")).Expect(code);

        if (code == 201) Assert.Equal(words, answer.Xml.Element("transport")!.Value);
        else Assert.Contains(words, answer.FaultDetail, StringComparison.Ordinal);
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
