using GlusterEngine.Data;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>Databases of earlier engines, recorded with what these had written, are brought to the present without losing any of it.</summary>
public sealed class RecordedSchemaTests
{
    private static readonly string Folder = Repository.PathOf("tests", "fixtures", "db");

    private static readonly IReadOnlyList<string> Schemas =
        [.. Directory.GetFiles(Folder, "*.sql").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Recorded { get; } = new(Schemas);

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Every_row_is_still_there_with_all_its_values(string schema)
    {
        await using var database = await RestoreAsync(schema);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var before = await ReadAsync(source, columns: null);
        Assert.Equal(schema, before["schema_script"].Select(static row => row["name"]!).Where(static name => char.IsAsciiDigit(name[0])).Max(StringComparer.Ordinal));

        await new DatabaseMigrator(source, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(CancellationToken.None);

        var after = await ReadAsync(source, columns: before);
        Assert.NotEmpty(before["step_task_sample"]);
        foreach (var (table, rows) in before.Where(static table => table.Key != "schema_script")) Assert.Equal(Sorted(rows), Sorted(after[table]));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task The_engine_goes_on_with_it(string schema)
    {
        await using var database = await RestoreAsync(schema);
        await using var engine = await EngineUnderTest.StartAsync(new()
        {
            ConnectionString = database.ConnectionString,
            More = new Dictionary<string, string> { ["Jobs:KeepSucceededDays"] = "3650" },
        });

        await using (var db = await engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync())
            Assert.Equal((1, 3), (await db.Clusters.CountAsync(), await db.Hosts.CountAsync()));

        var jobs = (await engine.Client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Elements().ToDictionary(static job => job.Element("description")!.Value);
        Assert.Equal(
            ["Nightly backup", "Rebalancing Gluster Volume data in Cluster demo", "Removing Bricks from Gluster Volume media in Cluster demo"], jobs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("finished", jobs["Nightly backup"].Element("status")!.Value);
        var step = jobs["Rebalancing Gluster Volume data in Cluster demo"].Descendants("step").Single(static step => step.Element("type")!.Value == "rebalancing_volume");
        Assert.NotEmpty((await engine.Client.GetAsync(step.Attribute("href")!.Value + "/samples")).Expect(200).Xml.Elements());
        // The simulated hosts of this machine know nothing of its volume, so the engine may have found out by now that the task is over.
        Assert.Contains((await engine.Client.GetAsync(step.Attribute("href")!.Value)).Expect(200).Xml.Element("status")!.Value, new[] { "started", "aborted" });
    }

    [Fact]
    public async Task Functions_that_changed_since_the_last_recorded_engine_have_a_higher_revision()
    {
        await using var database = await RestoreAsync(Schemas[^1]);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var recorded = (await ReadAsync(source, columns: null))["schema_script"].Where(static row => row["folder"] == "functions").ToList();
        var texts = DatabaseScript.InFolder("functions").ToDictionary(static script => script.Name, static script => script.Checksum);
        var changed = recorded.Where(row => texts.TryGetValue(row["name"]!, out var checksum) && checksum != row["checksum"]).ToList();

        // Before revisions there was none.
        Assert.All(changed, static row => Assert.InRange(int.Parse(row.GetValueOrDefault("revision") ?? "0"), 0, DatabaseMigrator.FunctionsRevision - 1));
    }

    [Fact]
    public async Task An_engine_says_clearly_that_the_database_is_newer_than_itself()
    {
        await using var database = await RestoreAsync(Schemas[^1]);
        await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
        await using (var command = source.CreateCommand("insert into schema_script (folder, name, checksum) values ('migrations', '9999_from_the_future', repeat('0', 64))"))
            await command.ExecuteNonQueryAsync();

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => EngineProcess.StartAsync(new() { ConnectionString = database.ConnectionString }));

        Assert.Contains("The engine ended with 1:", ended.Message, StringComparison.Ordinal);
        Assert.Contains("GlusterEngine cannot start: The database has migration '9999_from_the_future', which this engine does not know: it belongs to a newer engine.", ended.Message, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> RestoreAsync(string schema)
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        // The script changes settings of its session.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Folder, schema + ".sql")), connection);
        await command.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>All rows of all tables, as text by column; with <paramref name="columns"/>, only the tables and columns that are in it.</summary>
    private static async Task<Dictionary<string, List<Dictionary<string, string?>>>> ReadAsync(
        NpgsqlDataSource source, Dictionary<string, List<Dictionary<string, string?>>>? columns)
    {
        var tables = new Dictionary<string, List<Dictionary<string, string?>>>(StringComparer.Ordinal);
        foreach (var table in await NamesAsync(source))
        {
            if (columns is not null && !columns.ContainsKey(table)) continue;
            var known = columns?[table].FirstOrDefault()?.Keys.ToHashSet(StringComparer.Ordinal);
            var rows = tables[table] = [];
            await using var command = source.CreateCommand($"select (jsonb_each_text(to_jsonb(t))).*, ctid::text from {table} t");
            await using var reader = await command.ExecuteReaderAsync();
            var byRow = new Dictionary<string, Dictionary<string, string?>>(StringComparer.Ordinal);
            while (await reader.ReadAsync())
            {
                if (known?.Contains(reader.GetString(0)) == false) continue;
                if (!byRow.TryGetValue(reader.GetString(2), out var row)) byRow[reader.GetString(2)] = row = new(StringComparer.Ordinal);
                row[reader.GetString(0)] = await reader.IsDBNullAsync(1) ? null : reader.GetString(1);
            }

            rows.AddRange(byRow.Values);
        }

        return tables;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlDataSource source)
    {
        var names = new List<string>();
        await using var command = source.CreateCommand("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    private static IEnumerable<string> Sorted(IEnumerable<Dictionary<string, string?>> rows) =>
        rows.Select(static row => string.Join('|', row.OrderBy(static cell => cell.Key, StringComparer.Ordinal).Select(static cell => $"{cell.Key}={cell.Value}")))
            .Order(StringComparer.Ordinal);
}
