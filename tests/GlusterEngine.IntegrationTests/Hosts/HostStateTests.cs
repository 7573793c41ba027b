using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>Hosts are put into maintenance and taken into use again.</summary>
public sealed class HostStateTests : IAsyncLifetime
{
    private EngineUnderTest? _engine;

    private EngineUnderTest Engine => _engine!;

    public async Task InitializeAsync() => _engine = await EngineUnderTest.StartAsync(TasksEngine.Settings, static services =>
        services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, static (provider, _) => new CountingCommandLine(provider.GetRequiredService<SimulatedGluster>())));

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    [Fact]
    public async Task Nothing_is_asked_of_a_host_in_maintenance_until_it_is_activated()
    {
        var site = await SimulatedSite.CreateAsync(Engine, "v");
        var host = (await HostsAsync(site))[0];
        var counts = (CountingCommandLine)Engine.Services.GetRequiredKeyedService<IGlusterCommandLine>(HostTransport.Simulated);

        var deactivated = (await PostAsync(host, "deactivate", "<action><reason>new disks</reason></action>")).Expect(200);

        var shown = deactivated.Xml.Element("host")!;
        Assert.Equal(("maintenance", "new disks"), (shown.Element("status")!.Value, shown.Element("status_detail")!.Value));
        Assert.NotNull(shown.Element("status_since"));
        await IsDoneAsync(deactivated, $"Moving Host {host.Element("name")!.Value} to Maintenance");
        // A look that began before may still be under way.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var before = counts.Of(IdOf(host));
        var started = (await site.StartAsync("v")).Expect(200);
        await site.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System);
        Assert.Equal(before, counts.Of(IdOf(host)));
        Assert.True(counts.Of(IdOf((await HostsAsync(site))[1])) > 0);
        Assert.Equal("progressing", (await site.StepAsync(started)).Element("health")!.Value);
        Assert.Equal(409, (await PostAsync(host, "deactivate", "<action/>")).Code);

        var activated = (await PostAsync(host, "activate", "<action/>")).Expect(200);
        Assert.Equal("connecting", activated.Xml.Element("host")!.Element("status")!.Value);
        await IsDoneAsync(activated, $"Activating Host {host.Element("name")!.Value}");

        await site.HostsAsync("up", "up", "up");
        Assert.True(counts.Of(IdOf(host)) > before);
        Assert.Equal(409, (await PostAsync(host, "activate", "<action/>")).Code);
        var events = (await Engine.Client.GetAsync($"/events?search=message%3D*{host.Element("name")!.Value}*")).Expect(200).Xml.Elements()
            .Reverse().Select(static line => line.Element("code")!.Value);
        Assert.Equal(["42", "13", "15", "16", "13"], events);
    }

    [Fact]
    public async Task A_task_without_a_host_to_ask_waits_visibly_and_goes_on_by_itself()
    {
        var site = await SimulatedSite.CreateAsync(Engine, "v");
        var started = (await site.StartAsync("v")).Expect(200);
        await site.SyncAsync();
        foreach (var host in await HostsAsync(site)) (await PostAsync(host, "deactivate", "<action/>")).Expect(200);

        await site.SyncAsync();

        var waiting = await site.StepAsync(started);
        Assert.Equal(("started", "host_unresponsive"), (waiting.Element("status")!.Value, waiting.Element("health")!.Value));
        Assert.StartsWith("Host unresponsive: no host of cluster", waiting.Element("health_detail")!.Value, StringComparison.Ordinal);
        Assert.NotNull(waiting.Element("health_since"));
        var refused = (await site.StopAsync("v")).Expect(409);
        Assert.Contains("No up server found", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(started.Xml.Element("step")!.Attribute("id")!.Value, refused.Xml.Element("lease")!.Element("step")!.Attribute("id")!.Value);

        (await PostAsync((await HostsAsync(site))[2], "activate", "<action/>")).Expect(200);
        await site.HostsAsync("maintenance", "maintenance", "up");
        await site.SyncAsync();

        Assert.Equal("progressing", (await site.StepAsync(started)).Element("health")!.Value);
        Assert.Equal(200, (await site.StopAsync("v")).Code);
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task A_host_that_misses_one_look_is_connecting_and_after_the_next_unresponsive()
    {
        var site = await SimulatedSite.CreateAsync(Engine, "v");
        var name = (await HostsAsync(site))[0].Element("name")!.Value;

        site.Faults.Host(SimulatedSite.Addresses[0]).IsDown = true;

        await site.HostsAsync("non_responsive", "up", "up");
        site.Faults.Host(SimulatedSite.Addresses[0]).IsDown = false;
        await site.HostsAsync("up", "up", "up");
        var events = (await Engine.Client.GetAsync($"/events?search=message%3D*{name}*")).Expect(200).Xml.Elements()
            .Reverse().Select(static line => line.Element("code")!.Value);
        Assert.Equal(["42", "13", "9008", "12", "13"], events);
    }

    [Fact]
    public async Task What_the_engine_does_not_do_and_hosts_that_are_not_there_are_refused()
    {
        var site = await SimulatedSite.CreateAsync(Engine, "v");
        var host = (await HostsAsync(site))[0];

        Assert.Equal(400, (await PostAsync(host, "deactivate?stop_gluster_service=true", "<action/>")).Code);
        Assert.Equal(200, (await PostAsync(host, "deactivate?dry_run=true", "<action/>")).Code);
        Assert.Equal(404, (await Engine.Client.PostAsync($"/hosts/{Guid.NewGuid()}/activate", "<action/>")).Code);
        foreach (var query in new[] { "activate=false", "reboot=true", "activate=maybe" })
        {
            var refused = await Engine.Client.PostAsync("/hosts?" + query, $"<host><name>more</name><address>more.demo</address><transport>simulated</transport><cluster id=\"{site.Id}\"/></host>");
            Assert.Contains(query.Split('=')[0], refused.Expect(400).FaultDetail, StringComparison.Ordinal);
        }

        await site.HostsAsync("up", "up", "up");
    }

    /// <summary>The job that an answer names is over, and is found by the correlation id.</summary>
    private async Task IsDoneAsync(EngineAnswer answer, string description)
    {
        var job = (await Engine.Client.GetAsync($"/jobs?search=correlation_id%3D{answer.Headers["Correlation-Id"]}&follow=steps")).Expect(200).Xml.Elements().Single();
        Assert.Equal(
            (answer.Xml.Element("job")!.Attribute("id")!.Value, description, "finished"),
            (job.Attribute("id")!.Value, job.Element("description")!.Value, job.Element("status")!.Value));
        Assert.All(job.Element("steps")!.Elements(), static step => Assert.Equal("finished", step.Element("status")!.Value));
        Assert.Contains(job.Element("steps")!.Elements(), step => step.Attribute("id")!.Value == answer.Xml.Element("step")!.Attribute("id")!.Value);
    }

    private static Guid IdOf(XElement host) => Guid.Parse(host.Attribute("id")!.Value);

    private async Task<IReadOnlyList<XElement>> HostsAsync(SimulatedSite site) =>
        [.. (await Engine.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements()];

    private Task<EngineAnswer> PostAsync(XElement host, string action, string body) =>
        Engine.Client.PostAsync($"{host.Attribute("href")!.Value}/{action}", body);
}
