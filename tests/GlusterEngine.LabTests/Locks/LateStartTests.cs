using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.LabTests.Locks;

/// <summary>A host goes silent with a start on its way to it, and runs it half a minute later.</summary>
[Collection(LabCollection.Name)]
public sealed class LateStartTests(GlusterLab lab)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [LabFact]
    public async Task A_start_that_an_unresponsive_host_runs_after_another_one_pre_empted_it_starts_nothing()
    {
        const string Name = "late";
        await lab.RunAsync("vol", "dist", Name);
        await using var engine = await EngineUnderTest.StartAsync(
            new()
            {
                More = new Dictionary<string, string>
                {
                    ["Tasks:IntervalSeconds"] = "1",
                    ["Tasks:FreshHostSeconds"] = "0",
                    ["Tasks:AbsenceSettlesSeconds"] = "1",
                    ["Inventory:LightSeconds"] = "1",
                },
            },
            static services => services.AddSingleton<HeldCommandLine>().AddSingleton<GlusterProcess>()
                .AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Cli, static (provider, _) => provider.GetRequiredService<HeldCommandLine>()));
        var line = engine.Services.GetRequiredService<HeldCommandLine>();
        var volume = await AddClusterAsync(engine.Client, Name);

        line.SilencesNext = true;
        var asking = engine.Client.PostAsync(volume + "/rebalance", "<action/>");
        await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync("/hosts")).Expect(200).Xml.Elements(),
            hosts => hosts.Any(host => host.Element("name")!.Value == line.Silent && host.Element("status")!.Value == "non_responsive"), Patience);
        var step = await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Descendants("step").SingleOrDefault(static step => step.Element("type")?.Value == "rebalancing_volume"),
            static step => step?.Element("status")!.Value == "failed", Patience);
        var stamped = await GenerationAsync(Name);
        var wasGivenUpBefore = !line.Late.IsCompleted;
        var late = await line.Late;
        var answer = await asking;
        line.Silent = null;

        Assert.True(wasGivenUpBefore);
        Assert.Contains("never started", step!.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal((FenceState.Moved, stamped), (late.State, late.Value));
        Assert.InRange(answer.Code, 400, 499);
        Assert.DoesNotContain("rebalance", await lab.RunAsync("cli", "2", "--xml", "volume", "status", Name, "tasks"), StringComparison.OrdinalIgnoreCase);
        // The next start knows the generation that stands there.
        (await engine.Client.PostAsync(volume + "/rebalance", "<action/>")).Expect(200);
        Assert.True(await GenerationAsync(Name) > stamped);
    }

    private async Task<string> AddClusterAsync(EngineClient client, string name)
    {
        var cluster = (await client.PostAsync("/clusters", "<cluster><name>lab</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        foreach (var node in (int[])[1, 2, 3])
        {
            (await client.PostAsync("/hosts",
                $"""<host><name>node{node}</name><address>{lab.AddressOf(node)}</address><glusterd_socket>{lab.SocketOf(node)}</glusterd_socket><cluster id="{cluster}"/></host>""")).Expect(201);
        }

        await Eventually.GetAsync(async () => (await client.GetAsync("/hosts")).Expect(200).Xml.Elements(), static hosts => hosts.All(static host => host.Element("status")!.Value == "up"), Patience);
        var found = await Eventually.GetAsync(
            async () => (await client.GetAsync($"/clusters/{cluster}/glustervolumes")).Expect(200).Xml.Elements().SingleOrDefault(volume => volume.Element("name")!.Value == name),
            static volume => volume is not null, Patience);
        return $"/clusters/{cluster}/glustervolumes/{found!.Attribute("id")!.Value}";
    }

    private async Task<long> GenerationAsync(string name) =>
        long.Parse((await lab.RunAsync("cli", "2", "volume", "get", name, VolumeFence.Option)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^1], System.Globalization.CultureInfo.InvariantCulture);
}
