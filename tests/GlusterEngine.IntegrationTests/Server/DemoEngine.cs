using System.Xml.Linq;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Server;

/// <summary>One engine with the demo cluster for the tests of a class that change nothing in it, or only what they added themselves.</summary>
public sealed class DemoEngine : IAsyncLifetime
{
    private EngineUnderTest? _engine;

    public EngineUnderTest Engine => _engine!;

    public EngineClient Client => Engine.Client;

    /// <summary>Path of the demo cluster, from the root of the server.</summary>
    public string Cluster { get; private set; } = "";

    /// <summary>The volume <c>data</c>.</summary>
    public string Volume { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync(new() { Demo = "simulated", More = new Dictionary<string, string> { ["Inventory:LightSeconds"] = "3600" } });
        Cluster = HrefOf((await Client.GetAsync("/clusters?search=name%3Ddemo")).Xml.Elements().Single());
        var volumes = await Eventually.GetAsync(() => Client.GetAsync(Cluster + "/glustervolumes"), static answer => answer.Xml.Elements().Count() == 2);
        Volume = HrefOf(volumes.Xml.Elements().Single(static volume => volume.Element("name")!.Value == "data"));
        await Eventually.GetAsync(
            () => Client.GetAsync(Volume + "/glusterbricks"), static bricks => bricks.Xml.Elements().All(static brick => brick.Element("status")!.Value == "up"));
    }

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    public static string HrefOf(XElement resource) => resource.Attribute("href")!.Value;
}
