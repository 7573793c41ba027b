using System.Globalization;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GlusterEngine.IntegrationTests.EmbeddedPostgres;

/// <summary>A data folder of one test, and the servers that the test starts on it.</summary>
internal sealed class PostgresUnderTest : IAsyncDisposable
{
    private readonly List<EmbeddedPostgresServer> _servers = [];
    private readonly string _folder = TestFolder.Create();

    public PostgresUnderTest(params string[] below)
    {
        Options = new EmbeddedPostgresOptions { DataFolder = Path.Combine([_folder, .. below, "postgres"]), Durable = false };
    }

    public EmbeddedPostgresOptions Options { get; }

    public string PostmasterFile => Path.Combine(Options.DataFolder, "cluster", "postmaster.pid");

    public int PostmasterId => int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture);

    public async Task<EmbeddedPostgresServer> StartAsync()
    {
        var server = new EmbeddedPostgresServer(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<EmbeddedPostgresServer>.Instance);
        _servers.Add(server);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    public static async Task<object?> AskAsync(EmbeddedPostgresServer server, string question)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
