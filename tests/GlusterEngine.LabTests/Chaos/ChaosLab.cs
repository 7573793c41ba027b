using GlusterEngine.LabTests.Engine;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Lab;
using Npgsql;
using Xunit;

namespace GlusterEngine.LabTests.Chaos;

/// <summary>Real nodes, a PostgreSQL that belongs to neither engine, and two engines that look as often as they do for users.</summary>
public sealed class ChaosLab : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Tasks:IntervalSeconds"] = "5",
        ["Tasks:AbsenceSettlesSeconds"] = "8",
        ["Tasks:FreshHostSeconds"] = "15",
        ["Inventory:LightSeconds"] = "15",
    };

    private readonly string _folder = TestFolder.Create();
    private TestDatabase? _database;
    private NpgsqlDataSource? _source;
    private LabEngine[] _engines = [];

    public GlusterLab Lab { get; } = new() { IsFast = true };

    public IReadOnlyList<LabEngine> Engines => _engines;

    public async Task InitializeAsync()
    {
        if (LabRequirements.Missing is not null) return;
        await Lab.InitializeAsync();
        _database = await TestPostgres.CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(_database.ConnectionString);
        _engines = [NewEngine(_database), NewEngine(_database)];
        await _engines[0].StartAsync();
        await _engines[1].JoinAsync(_engines[0]);
    }

    public async Task DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        await Lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The rows of a query on the engines' database, a text each.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var command = _source!.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private LabEngine NewEngine(TestDatabase database) => new(Lab, Settings) { Shared = (database.ConnectionString, _folder) };
}
