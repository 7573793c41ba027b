using System.Diagnostics;
using GlusterEngine.Data.Migrations;
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

    private const string Template = "template_engine";

    private static readonly Lazy<Task<EmbeddedPostgresServer>> Server = new(StartAsync);
    private static readonly Lazy<Task> Migrated = new(CreateTemplateAsync);

    // Kept, because the garbage collector would close the reaper's input with it, in the middle of the tests.
    private static Process? _reaper;

    /// <summary>A fresh, empty database that belongs to the engine's role and is dropped when disposed.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync() => new(await CreateAsync(NewName(), "template1"));

    /// <summary>The same with the engine's schema in it, as its migrator leaves it: a copy takes a tenth of the time.</summary>
    public static async Task<TestDatabase> CreateMigratedDatabaseAsync()
    {
        await Migrated.Value;
        return new(await CreateAsync(NewName(), Template));
    }

    /// <summary>Runs one statement as superuser, outside any test's database.</summary>
    public static async Task ExecuteAsync(string statement)
    {
        var server = await Server.Value;
        await using var connection = new NpgsqlConnection(server.AdministrationConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewName() => "test_" + Guid.NewGuid().ToString("N");

    private static async Task<string> CreateAsync(string name, string template)
    {
        var server = await Server.Value;
        await ExecuteAsync($"create database {name} owner glusterengine template {template} strategy file_copy");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    private static async Task CreateTemplateAsync()
    {
        // PostgreSQL copies no database that somebody is connected to.
        var connection = new NpgsqlConnectionStringBuilder(await CreateAsync(Template, "template1")) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(connection);
        await new DatabaseMigrator(source, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(CancellationToken.None);
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
