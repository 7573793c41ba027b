using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GlusterEngine.Benchmarks;

/// <summary>A PostgreSQL of the benchmark's own with the settings the engine gives its embedded one, as durable as that.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly string folder;
    private readonly EmbeddedPostgresServer server;

    private BenchmarkDatabase(string folder, EmbeddedPostgresServer server)
    {
        this.folder = folder;
        this.server = server;
    }

    public string ConnectionString => server.ConnectionString;

    public static async Task<BenchmarkDatabase> StartAsync(CancellationToken cancellationToken)
    {
        var place = TestFolder.Create();
        var options = new EmbeddedPostgresOptions { DataFolder = Path.Combine(place, "postgres") };
        // Otherwise it may write in the very moment in which nothing should.
        options.Settings["autovacuum"] = "off";
        var postgres = new EmbeddedPostgresServer(Options.Create(options), TimeProvider.System, NullLogger<EmbeddedPostgresServer>.Instance);
        await postgres.StartAsync(cancellationToken);
        return new(place, postgres);
    }

    public async Task<T> ReadAsync<T>(string select, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(select, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
