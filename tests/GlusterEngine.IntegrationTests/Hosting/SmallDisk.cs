using System.Diagnostics;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using Npgsql;

namespace GlusterEngine.IntegrationTests.Hosting;

/// <summary>A file system of a few megabytes with a database on it, which a test may fill and empty.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 40;
    private const int ChunkBytes = 4096;

    private readonly string _folder;

    private SmallDisk(string folder, string connectionString)
    {
        _folder = folder;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    private string Ballast => Path.Combine(_folder, "ballast");

    public static async Task<SmallDisk> MountAsync(EmbeddedPostgresServer server, string postgresFolder)
    {
        var folder = TestFolder.Create();
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder);
        var space = Path.Combine(folder, "tablespace");
        Directory.CreateDirectory(space);
        await RunAsync("chmod", "755", folder);
        await RunAsync("chown", "--reference", Path.Combine(postgresFolder, "cluster", "postmaster.pid"), space);
        await using var source = NpgsqlDataSource.Create(server.AdministrationConnectionString);
        foreach (var statement in new[] { $"create tablespace small location '{space}'", "create database small owner glusterengine tablespace small strategy file_copy" })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }

        return new(folder, new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "small" }.ConnectionString);
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var chunk = new byte[ChunkBytes];
        try
        {
            while (true) file.Write(chunk);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", _folder);
        Directory.Delete(_folder);
    }

    private static async Task RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
    }
}
