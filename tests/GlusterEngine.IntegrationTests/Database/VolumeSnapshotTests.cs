using System.Reflection;
using System.Text.Json;
using GlusterEngine.Data.Volumes;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Testing.Database;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>What commands are validated against is read as JSON, beside EF Core's own mapping: both have to tell the same, in whatever time zone the database is.</summary>
public sealed class VolumeSnapshotTests
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero).AddTicks(1234560);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    public async Task It_is_what_is_in_the_tables(string zone)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await TestPostgres.ExecuteAsync($"alter database {new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Database} set timezone to '{zone}'");
        await using var db = await database.OpenAsync();
        var cluster = Filled(new Cluster { Id = Guid.NewGuid(), Name = "c", CompatibilityVersion = "4.7" });
        var volume = Filled(new GlusterVolume { Id = Guid.NewGuid(), ClusterId = cluster.Id, Name = "v", Type = default, Status = default, TransportTypes = ["tcp", "rdma"] });
        volume.Bricks.AddRange(Enumerable.Range(0, 3).Select(order =>
            Filled(new GlusterBrick { Id = Guid.NewGuid(), VolumeId = volume.Id, ServerName = $"s{order}", BrickDir = "/b", PeerUuid = Guid.NewGuid(), BrickOrder = order })));
        volume.Options.Add(new() { VolumeId = volume.Id, Name = "nfs.disable", Value = "on \"é\"" });
        var hosts = new[] { "h1", "h2" }.Select(name => Filled(new Host { Id = Guid.NewGuid(), ClusterId = cluster.Id, Name = name, Address = name, Transport = HostTransport.Ssh })).ToList();
        db.Add(cluster);
        db.AddRange(hosts);
        db.Add(volume);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        var known = await db.GetVolumeSnapshotAsync(cluster.Id, volume.Id, CancellationToken.None);

        Assert.Equal("c", known!.ClusterName);
        Assert.Equal(Text(await db.Volumes.AsNoTracking().Include(v => v.Bricks.OrderBy(b => b.BrickOrder)).Include(static v => v.Options).SingleAsync()), Text(known.Volume));
        Assert.Equal(Text(await db.Hosts.AsNoTracking().OrderBy(static h => h.Name).ToListAsync()), Text(known.Hosts));
        Assert.Equal(TimeSpan.Zero, known.Now.Offset);
        Assert.Null(await db.GetVolumeSnapshotAsync(Guid.NewGuid(), volume.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Commands_run_on_a_database_in_another_time_zone()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var engine = await TasksEngine.StartAsync(TasksEngine.Settings with { ConnectionString = database.ConnectionString + ";Timezone=Asia/Kolkata" });
        var site = await SimulatedSite.CreateAsync(engine, "v");

        Assert.Equal((200, "complete"), Of(await site.StartAsync("v")));
        Assert.Equal((200, "complete"), Of(await site.StopAsync("v")));
        Assert.Equal(200, (await engine.Client.PostAsync(site.Volume("v") + "/setoption", "<action><option><name>nfs.disable</name><value>on</value></option></action>")).Code);

        static (int Code, string Status) Of(GlusterEngine.Testing.Server.EngineAnswer answer) => (answer.Code, answer.Xml.Element("status")!.Value);
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>The same with a value of its own in each column that has none yet.</summary>
    private static T Filled<T>(T row)
        where T : class
    {
        var number = 0;
        foreach (var property in typeof(T).GetProperties().Where(static property => property.CanWrite))
        {
            number++;
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (property.GetValue(row) is { } set && !set.Equals(type.IsValueType ? Activator.CreateInstance(type) : null)) continue;
            if (ValueOf(type, property, number) is { } value) property.SetValue(row, value);
        }

        return row;
    }

    private static object? ValueOf(Type type, PropertyInfo property, int number) => type switch
    {
        _ when type == typeof(string) => $"{property.Name} {number}",
        _ when type == typeof(Guid) => Guid.NewGuid(),
        _ when type == typeof(DateTimeOffset) => Moment.AddMinutes(number),
        _ when type == typeof(bool) => true,
        _ when type == typeof(long) => long.MaxValue - number,
        _ when type == typeof(int) => number,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
        _ => null,
    };
}
