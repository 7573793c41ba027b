using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>An engine with the cluster demo, in which a rebalance was stopped, an empty cluster other, and a job that the administrator added.</summary>
public sealed class RoleScene : IAsyncLifetime
{
    private readonly DemoEngine _demo = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal)
    {
        ["engineId"] = "none",
        ["userId"] = Guid.Empty.ToString(),
        ["policyId"] = Guid.Empty.ToString(),
        ["cid"] = Guid.Empty.ToString(),
        ["sampleId"] = "0",
        ["statisticId"] = Guid.Empty.ToString(),
    };

    private readonly Dictionary<string, string> _externalIds = new(StringComparer.Ordinal);

    public EngineUnderTest Engine => _demo.Engine;

    public string Volume => _demo.Volume;

    public string Cluster => _demo.Cluster;

    public async Task InitializeAsync()
    {
        await _demo.InitializeAsync();
        var admin = _demo.Client;
        (await admin.PostAsync("/clusters", "<cluster><name>other</name></cluster>")).Expect(201);
        var started = (await admin.PostAsync(_demo.Volume + "/rebalance", "<action/>")).Expect(200).Xml;
        (await admin.PostAsync(_demo.Volume + "/stoprebalance", "<action/>")).Expect(200);
        _ids["clusterId"] = IdOf(await FirstAsync("/clusters?search=name%3Ddemo"));
        _ids["volumeId"] = _demo.Volume.Split('/')[^1];
        _ids["brickId"] = IdOf(await FirstAsync(_demo.Volume + "/glusterbricks"));
        _ids["hostId"] = IdOf(await FirstAsync("/hosts?search=cluster%3Ddemo"));
        _ids["hookId"] = IdOf(await FirstAsync($"/clusters/{_ids["clusterId"]}/glusterhooks"));
        _ids["eventId"] = IdOf(await FirstAsync("/events?search=type%3D4012"));
        _ids["jobId"] = IdOf(started.Element("job")!);
        _ids["stepId"] = IdOf(started.Element("step")!);
        _externalIds["jobId"] = IdOf((await admin.PostAsync("/jobs", "<job><description>the administrator's</description></job>")).Expect(201).Xml);
        _externalIds["stepId"] = IdOf(
            (await admin.PostAsync($"/jobs/{_externalIds["jobId"]}/steps", "<step><description>d</description><type>executing</type></step>")).Expect(201).Xml);
    }

    public Task DisposeAsync() => _demo.DisposeAsync();

    /// <summary>Sends an operation to the objects of the scene.</summary>
    internal async Task<EngineAnswer> SendAsync(EngineClient client, Operation operation)
    {
        if (operation.Template.Contains("{spareHostId}", StringComparison.Ordinal)) _ids["spareHostId"] = await AddSpareHostAsync();
        if (operation.Template.Contains("{spareEventId}", StringComparison.Ordinal)) _ids["spareEventId"] = await AddSpareEventAsync();
        var path = Fill(operation.Template, operation).TrimEnd('/') + operation.Query;
        return await client.SendAsync(new HttpMethod(operation.Method), path, operation.Body is { } body ? Fill(body, operation) : null);
    }

    private string Fill(string text, Operation operation)
    {
        var known = operation.Place == Place.AdministratorsJob ? _externalIds.Concat(_ids) : _ids;
        return known.Aggregate(text, static (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
    }

    private async Task<string> AddSpareHostAsync()
    {
        var name = $"spare-{Guid.NewGuid():N}";
        var body = $"<host><name>{name}</name><address>{name}</address><transport>simulated</transport><cluster id=\"{_ids["clusterId"]}\"/></host>";
        return IdOf((await _demo.Client.PostAsync("/hosts", body)).Expect(201).Xml);
    }

    private async Task<string> AddSpareEventAsync() => IdOf((await _demo.Client.PostAsync(
        "/events", "<event><description>to be deleted</description><severity>normal</severity><origin>test</origin><custom_id>1</custom_id></event>")).Expect(201).Xml);

    private async Task<XElement> FirstAsync(string path) => (await Eventually.GetAsync(() => _demo.Client.GetAsync(path), static answer => answer.Xml.Elements().Any())).Xml.Elements().First();

    private static string IdOf(XElement resource) => resource.Attribute("id")!.Value;
}
