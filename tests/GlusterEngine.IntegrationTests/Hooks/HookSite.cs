using System.Xml.Linq;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hooks;

/// <summary>A cluster of three simulated hosts whose hooks the engine knows, and what somebody does to their files behind its back.</summary>
internal sealed class HookSite(EngineUnderTest engine, SimulatedSite site)
{
    /// <summary>A hook that every simulated host has from the beginning, enabled.</summary>
    public static HookName Samba { get; } = HookName.Parse("start", "post", "30samba-start.sh")!;

    public SimulatedSite Site => site;

    public string Path => $"/clusters/{site.Id}/glusterhooks";

    public static async Task<HookSite> CreateAsync(TasksEngine tasks)
    {
        var hooks = new HookSite(tasks.Engine, await tasks.CreateSiteAsync());
        await Eventually.GetAsync(() => tasks.AskAsync(
            $"select count(*) from gluster_server_hook s join gluster_hook h using (hook_id) where h.cluster_id = '{hooks.Site.Id}' and h.content is not null"), static count => count == "9");
        return hooks;
    }

    /// <summary>One look at the hosts.</summary>
    public Task LookAsync() => engine.Services.GetRequiredService<HookSync>().SyncAsync(site.Id, CancellationToken.None);

    public async Task<string> HrefOfAsync(HookName hook) => (await RowOfAsync(hook)).Attribute("href")!.Value;

    public async Task<XElement> HookAsync(HookName hook) => (await engine.Client.GetAsync(await HrefOfAsync(hook))).Expect(200).Xml;

    /// <summary>Names of hosts that differ from a hook, with what they have.</summary>
    public async Task<IReadOnlyList<string>> DifferingAsync(HookName hook)
    {
        var hosts = (await engine.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements().ToDictionary(static host => host.Attribute("id")!.Value, static host => host.Element("name")!.Value);
        return [.. (await HookAsync(hook)).Element("server_hooks")!.Elements()
            .Select(seen => $"{hosts[seen.Element("host")!.Attribute("id")!.Value]} {seen.Element("status")!.Value}").Order(StringComparer.Ordinal)];
    }

    public async Task<EngineAnswer> ActAsync(HookName hook, string action, string body = "<action/>") => await engine.Client.PostAsync($"{await HrefOfAsync(hook)}/{action}", body);

    /// <summary>What a host has, asked past the engine's database.</summary>
    public async Task<T> OnAsync<T>(int host, VdsVerb<T> verb)
    {
        var address = SimulatedSite.Addresses[host];
        var reply = await engine.Services.GetRequiredService<IVdsClient>().CallAsync(
            new(Guid.NewGuid(), site.Id, address, address, HostTransport.Simulated, GlusterdSocket: null), verb, CancellationToken.None);
        return Assert.IsType<VdsReply<T>.Answered>(reply).Value;
    }

    public string Host(int host) => $"{site.Name}-{SimulatedSite.Pool.Hosts[host].Name}";

    /// <summary>Texts of the events of a code that name the cluster, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(int code) =>
        [.. (await engine.Client.GetAsync($"/events?search=message%3D*{site.Name}*%20and%20type%3D{code}")).Expect(200).Xml.Elements().Reverse().Select(static line => line.Element("description")!.Value)];

    private async Task<XElement> RowOfAsync(HookName hook) =>
        (await engine.Client.GetAsync(Path)).Expect(200).Xml.Elements().Single(row => row.Element("name")!.Value == hook.Key);
}
