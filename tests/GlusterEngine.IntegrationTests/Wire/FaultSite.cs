using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>A <see cref="WireSite"/> with volumes that only the database knows, each in a state that forbids something.</summary>
public sealed class FaultSite : IAsyncLifetime
{
    private readonly WireSite _site = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>A user who may change nothing.</summary>
    public static AuthenticationHeaderValue Reader { get; } = EngineClient.Basic("reader@internal", EngineSettings.Password);

    public EngineClient Client => _site.Client;

    public async Task InitializeAsync()
    {
        await _site.InitializeAsync();
        var state = _site.State;
        await Eventually.GetAsync(() => Client.GetAsync(state.Cluster + "/glusterhooks"), static hooks => hooks.Expect(200).Xml.Elements().Any());
        // A look at gluster would take the volumes away that only the database knows, and each command asks for one.
        var scheduler = await _site.Engine.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Standby();
        await using var source = NpgsqlDataSource.Create(_site.Engine.ConnectionString!);
        await Eventually.GetAsync(
            async () =>
            {
                await using var running = source.CreateCommand("select count(*) from qrtz_fired_triggers where state = 'EXECUTING'");
                return await running.ExecuteScalarAsync();
            },
            static count => count is 0L);
        var cluster = Guid.Parse(state.Cluster[^36..]);
        foreach (var (name, type, count, change) in new[]
        {
            ("stopped", "DISTRIBUTE", 2, "status = 'DOWN'"),
            ("replica", "REPLICATE", 3, "replica_count = 3"),
            ("single", "DISTRIBUTE", 1, "status = 'UP'"),
            ("snapped", "DISTRIBUTE", 1, "status = 'DOWN', snapshot_count = 2"),
            ("broken", "DISTRIBUTE", 2, "status = 'UP'"),
            ("dispersed", "DISPERSE", 3, "disperse_count = 3, redundancy_count = 1"),
        }) _values[name] = await AddVolumeAsync(cluster, name, type, count, change);
        var hostless = (await Client.PostAsync("/clusters", "<cluster><name>hostless</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        _values["hostless"] = await AddVolumeAsync(Guid.Parse(hostless), "hostless", "DISTRIBUTE", 2, "status = 'UP'");
        await _site.ExecuteAsync(
            """
            update gluster_brick set status = 'DOWN' where brick_dir = '/b/broken2';
            insert into app_user (user_id, name, password_hash, is_administrator, role)
                select gen_random_uuid(), 'reader@internal', password_hash, false, 'READER' from app_user where name = 'admin@internal';
            """);
        _values["cluster"] = state.Cluster;
        _values["data"] = state.Data;
        _values["media"] = state.Media;
        _values["external"] = state.ExternalJob;
        _values["externalid"] = state.ExternalJob[^36..];
        _values["rebalancejob"] = state.RebalanceJob;
        _values["rebalancejobid"] = state.RebalanceJob[^36..];
        _values["hook"] = DemoEngine.HrefOf((await Client.GetAsync(state.Cluster + "/glusterhooks")).Expect(200).Xml.Elements().First());
        _values["host"] = (await Client.GetAsync("/hosts?search=name%3Dgluster1")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        _values["migrated"] = WireState.BricksOf(state.MigratedBricks);
        _values["other"] = WireState.BricksOf(state.OtherBricks);
        _values["replicabrick"] = WireState.BricksOf(["gluster1.demo:/b/replica1"]);
        var bricks = (await Client.GetAsync(state.Data + "/glusterbricks")).Expect(200).Xml.Elements();
        _values["databrick"] = WireState.BricksOf([bricks.First().Element("name")!.Value]);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    /// <summary>The text with all that stands in braces. <c>{brick:/dir}</c> is a new brick of that directory on a host that is up.</summary>
    public string Fill(string text) => _values.Aggregate(
        Regex.Replace(text, @"\{brick:(?<directory>.+?)\}", "<brick><server_id>{host}</server_id><brick_dir>${directory}</brick_dir></brick>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
        static (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    /// <summary>The jobs there are, of which a request that is refused may add none.</summary>
    public async Task<int> JobsAsync() => (await Client.GetAsync("/jobs")).Expect(200).Xml.Elements("job").Count(static job => job.Element("status")!.Value != "failed");

    /// <summary>Makes the engine fail, for the one row that needs that.</summary>
    internal async Task<Hindrance> PrepareAsync(FaultRow row) =>
        row.Name == "internal" ? await Hindrance.PutAsync(_site, "alter table task_ghost rename to task_ghost_away", "alter table task_ghost_away rename to task_ghost") : Hindrance.None;

    private async Task<string> AddVolumeAsync(Guid cluster, string name, string type, int bricks, string change)
    {
        var id = Guid.NewGuid();
        await _site.ExecuteAsync(
            $"""
            insert into gluster_volume (volume_id, cluster_id, name, type, status, replica_count, arbiter_count, disperse_count, redundancy_count, transport_types)
                values ('{id}', '{cluster}', '{name}', '{type}', 'UP', 1, 0, 0, 0, array['tcp']);
            update gluster_volume set {change} where volume_id = '{id}';
            insert into gluster_brick (brick_id, volume_id, server_name, brick_dir, peer_uuid, brick_order, is_arbiter, status, total_bytes, free_bytes)
                select gen_random_uuid(), '{id}', 'gluster' || n || '.demo', '/b/{name}' || n, gen_random_uuid(), n - 1, false, 'UP', 1e12, 9e11 from generate_series(1, {bricks}) n;
            """);
        return $"/ovirt-engine/api/clusters/{cluster}/glustervolumes/{id}";
    }
}
