using System.Diagnostics;
using GlusterEngine.Server.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GlusterEngine.Testing.Database;

/// <summary>One real PostgreSQL for the whole test process, started by the first test that wants a database.</summary>
public static class TestPostgres
{
    // The test platform kills the process soon after the last test, so no code of ours could stop the server then. This one waits for
    // the end of its input, which comes however the process ends: SIGQUIT is PostgreSQL's immediate shutdown.
    private const string Reaper = """
        read -r _
        kill -QUIT "$(head -n 1 "$1/postgres/cluster/postmaster.pid")"
        while [ -e "$1/postgres/cluster/postmaster.pid" ] && [ "${n:=0}" -lt 50 ]; do n=$((n + 1)); sleep 0.1; done
        rm -rf -- "$@"
        """;

    private static readonly Lazy<Task<EmbeddedPostgresServer>> Server = new(StartAsync);

    // Kept, because the garbage collector would close the reaper's input with it, in the middle of the tests.
    private static Process? _reaper;

    /// <summary>A fresh, empty database that belongs to the engine's role and is dropped when disposed.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        var server = await Server.Value;
        var name = "test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"create database {name} owner glusterengine strategy file_copy");
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name };
        return new TestDatabase(connection.ConnectionString);
    }

    /// <summary>Runs one statement as superuser, outside any test's database.</summary>
    internal static async Task ExecuteAsync(string statement)
    {
        var server = await Server.Value;
        await using var connection = new NpgsqlConnection(server.AdministrationConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<EmbeddedPostgresServer> StartAsync()
    {
        var folder = TestFolder.Create();
        var options = new EmbeddedPostgresOptions { DataFolder = Path.Combine(folder, "postgres"), Durable = false, MaxConnections = 300, SharedBuffersMegabytes = 64 };
        var server = new EmbeddedPostgresServer(Options.Create(options), TimeProvider.System, NullLogger<EmbeddedPostgresServer>.Instance);
        StartReaper(folder, server);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private static void StartReaper(string folder, EmbeddedPostgresServer server)
    {
        var socket = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
        _reaper = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Reaper, "sh", folder, Path.GetDirectoryName(socket)!])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }
}
