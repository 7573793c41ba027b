using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>What gluster has appears in the engine, and what the CLI changes is followed.</summary>
[Collection(FastLabCollection.Name)]
public sealed class InventoryTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_volume_appears_with_options_and_with_the_state_and_capacity_of_its_bricks()
    {
        await engine.Lab.RunAsync("vol", "arb", "appears");

        var volume = await engine.AwaitVolumeAsync("appears", static volume => volume.Element("status")!.Value == "up");
        var bricks = await engine.AwaitBricksAsync("appears", 3, "up");
        var hosts = await engine.AwaitHostsAsync(static hosts => hosts.Count == 3);
        var options = volume.Element("options")!.Elements("option").ToDictionary(static option => option.Element("name")!.Value, static option => option.Element("value")!.Value);
        var statistics = (await engine.Client.GetAsync($"{bricks[0].Attribute("href")!.Value}/statistics")).Expect(200).Xml.Descendants("datum").Select(static datum => (long)datum);

        Assert.Equal(("replicate", "up", "3"), (volume.Element("volume_type")!.Value, volume.Element("status")!.Value, volume.Element("replica_count")!.Value));
        Assert.Equal("on", options["nfs.disable"]);
        Assert.Equal(((int[])[1, 2, 3]).Select(node => engine.Lab.BrickOf(node, "appears")), bricks.Select(static brick => brick.Element("name")!.Value));
        Assert.Equal(hosts.Select(static host => host.Attribute("id")!.Value), bricks.Select(static brick => brick.Element("server_id")!.Value));
        Assert.All(statistics, static bytes => Assert.True(bytes > 0));
    }

    [LabFact]
    public async Task What_the_command_line_does_to_a_volume_is_followed_and_told()
    {
        await engine.Lab.RunAsync("vol", "dist", "changes", "1", "2");
        await engine.AwaitBricksAsync("changes", 2, "up");
        await engine.AwaitEventAsync(EventCode.GlusterVolumeCreatedFromCli, "changes");

        await engine.GlusterAsync(2, "volume", "set", "changes", "performance.cache-size", "64MB");
        await engine.AwaitVolumeAsync("changes", static volume => volume.Element("options")!.Value.Contains("64MB", StringComparison.Ordinal));
        await engine.AwaitEventAsync(EventCode.GlusterVolumeOptionSetFromCli, "performance.cache-size=64MB");

        await engine.GlusterAsync(2, "volume", "add-brick", "changes", engine.Lab.BrickOf(3, "changes"), "force");
        await engine.AwaitBricksAsync("changes", 3, "up");
        await engine.AwaitEventAsync(EventCode.GlusterVolumeBrickAddedFromCli, engine.Lab.BrickOf(3, "changes"));

        await engine.GlusterAsync(2, "volume", "stop", "changes");
        await engine.AwaitBricksAsync("changes", 3, "down");
        await engine.AwaitEventAsync(EventCode.GlusterVolumeStoppedFromCli, "changes");

        await engine.GlusterAsync(2, "volume", "delete", "changes");
        await Eventually.GetAsync(() => engine.FindVolumeAsync("changes"), static volume => volume is null);
        await engine.AwaitEventAsync(EventCode.GlusterVolumeDeletedFromCli, "changes");
    }

    [LabFact]
    public async Task A_brick_whose_process_died_is_down_and_up_again_when_it_was_started()
    {
        await engine.Lab.RunAsync("vol", "dist", "crashed");
        await engine.AwaitBricksAsync("crashed", 3, "up");

        await engine.Lab.RunAsync("kill-glusterd", "3");
        await engine.AwaitHostsAsync(static hosts => hosts[2].Element("status")!.Value == "non_responsive");
        await engine.AwaitEventAsync(EventCode.GlusterServerDisconnected, engine.Lab.AddressOf(3));
        await engine.Lab.RunAsync("start-glusterd", "3");

        await engine.AwaitHostsAsync(static hosts => hosts[2].Element("status")!.Value == "up");
        await engine.AwaitEventAsync(EventCode.GlusterBrickStatusChanged, engine.Lab.BrickOf(3, "crashed"));
        await engine.AwaitBricksAsync("crashed", 3, "up");
    }
}
