using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>The demo cluster with something of every kind in it, for tests that go through the whole API.</summary>
/// <param name="Cluster">Path of the demo cluster.</param>
/// <param name="Data">The volume that is rebalanced.</param>
/// <param name="Media">The volume of which the first replica set is migrated.</param>
/// <param name="MigratedBricks">Names of the bricks of that set.</param>
/// <param name="OtherBricks">Names of the bricks of its other set.</param>
/// <param name="ExternalJob">A job that a client added, with a step.</param>
/// <param name="RebalanceJob">The job of the rebalance.</param>
/// <param name="MigrationJob">The job of the migration.</param>
internal sealed record WireState(
    string Cluster, string Data, string Media, IReadOnlyList<string> MigratedBricks, IReadOnlyList<string> OtherBricks, string ExternalJob, string RebalanceJob, string MigrationJob)
{
    /// <summary>Settings under which the demo's tasks take hours, and the inventory is read once.</summary>
    public static EngineSettings Settings { get; } = new()
    {
        Demo = "simulated",
        More = new Dictionary<string, string> { ["Inventory:LightSeconds"] = "3600", ["Inventory:HeavySeconds"] = "3600", ["Simulated:Speed"] = "0.01" },
    };

    public static async Task<WireState> PrepareAsync(EngineClient client)
    {
        var cluster = DemoEngine.HrefOf((await client.GetAsync("/clusters?search=name%3Ddemo")).Expect(200).Xml.Elements().Single());
        var volumes = await Eventually.GetAsync(() => client.GetAsync(cluster + "/glustervolumes?follow=bricks"), static answer =>
            answer.Xml.Elements().Count() == 2 && answer.Xml.Descendants("brick").All(static brick => brick.Element("status")?.Value == "up"));
        await Eventually.GetAsync(() => client.GetAsync(cluster + "/glusterhooks"), static answer => answer.Expect(200).Xml.HasElements);
        var (data, media) = (volumes.Xml.Elements().First(), volumes.Xml.Elements().Last());
        var names = media.Element("bricks")!.Elements().Select(static brick => brick.Element("name")!.Value).ToList();
        var external = DemoEngine.HrefOf((await client.PostAsync("/jobs", "<job><description>Backup</description></job>")).Expect(201).Xml);
        (await client.PostAsync(external + "/steps", "<step><type>executing</type><description>Copying</description></step>")).Expect(201);
        var rebalance = (await client.PostAsync(DemoEngine.HrefOf(data) + "/rebalance", "<action/>")).Expect(200).Xml;
        var migration = (await client.PostAsync(DemoEngine.HrefOf(media) + "/glusterbricks/migrate?force_plan=true", BricksOf(names.Take(3)))).Expect(200).Xml;
        await Eventually.GetAsync(() => client.GetAsync(DemoEngine.HrefOf(migration.Element("step")!) + "/statistics"), static answer => answer.Xml.HasElements);
        await Eventually.GetAsync(() => client.GetAsync(DemoEngine.HrefOf(rebalance.Element("step")!) + "/samples"), static answer => answer.Xml.HasElements);
        return new(
            cluster, DemoEngine.HrefOf(data), DemoEngine.HrefOf(media), [.. names.Take(3)], [.. names.Skip(3)], external,
            DemoEngine.HrefOf(rebalance.Element("job")!), DemoEngine.HrefOf(migration.Element("job")!));
    }

    /// <summary>The body of an action on bricks.</summary>
    public static string BricksOf(IEnumerable<string> names) =>
        $"<action><bricks>{string.Concat(names.Select(static name => $"<brick><name>{name}</name></brick>"))}</bricks></action>";
}
