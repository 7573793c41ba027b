using GlusterEngine.Data;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Testing.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>A database of one test, reached as the engine reaches its own.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private MigratedDatabase(TestDatabase database)
    {
        _database = database;
        _services = new ServiceCollection().AddLogging().AddData(_ => database.ConnectionString).BuildServiceProvider();
    }

    public string ConnectionString => _database.ConnectionString;

    public DatabaseMigrator Migrator => _services.GetRequiredService<DatabaseMigrator>();

    public IDbContextFactory<EngineDb> Contexts => _services.GetRequiredService<IDbContextFactory<EngineDb>>();

    public static async Task<MigratedDatabase> CreateEmptyAsync() => new(await TestPostgres.CreateDatabaseAsync());

    public static async Task<MigratedDatabase> CreateAsync() => new(await TestPostgres.CreateMigratedDatabaseAsync());

    /// <summary>A migrator of another engine on this database.</summary>
    public DatabaseMigrator AnotherMigrator() =>
        new(_services.GetRequiredService<NpgsqlDataSource>(), Microsoft.Extensions.Logging.Abstractions.NullLogger<DatabaseMigrator>.Instance);

    public Task<EngineDb> OpenAsync() => Contexts.CreateDbContextAsync();

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All rows of a query as text, columns joined by <c>|</c>.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        var rows = new List<string>();
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetValue(column).ToString())));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
