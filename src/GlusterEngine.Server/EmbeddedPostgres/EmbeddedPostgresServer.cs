using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL of the engine's own, from the installed programs: started before anything needs a database, started again when it dies,
/// stopped last. Registered first among the hosted services, because they stop in reverse order.
/// </summary>
public sealed class EmbeddedPostgresServer(IOptions<EmbeddedPostgresOptions> options, TimeProvider time, ILogger<EmbeddedPostgresServer> logger)
    : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly PostgresFolders _folders = PostgresFolders.Of(options.Value);
    private readonly CancellationTokenSource _stopping = new();
    private DataFolderLock? _lock;
    private PostgresCluster? _cluster;
    private Task _supervision = Task.CompletedTask;

    /// <summary>For the engine: its own database, as the owner of it. Known before the start.</summary>
    public string ConnectionString => PostgresConnection.Engine(options.Value, _folders);

    /// <summary>For tests and for people: the database <c>postgres</c>, as superuser, without pooling.</summary>
    public string AdministrationConnectionString => PostgresConnection.Administration(_folders);

    /// <summary>Whether another process runs it now, so that its database may be used without a start.</summary>
    public bool IsHeldByAnother => _lock is null && DataFolderLock.IsHeld(_folders);

    /// <exception cref="EmbeddedPostgresException">It cannot be made or started, or another engine holds the data folder.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = OpenDataFolder();
        try
        {
            _cluster = await PostgresCluster.PrepareAsync(options.Value, _folders, time, cancellationToken);
            var postmaster = await StartPostmasterAsync(_cluster, cancellationToken);
            _supervision = SuperviseAsync(_cluster, postmaster, _stopping.Token);
            await _cluster.CreateDatabaseAsync(cancellationToken);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Has a deadline of its own, and does not listen to the host's: a database is not left half stopped.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_lock is null)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _supervision;
        if (_cluster is not null)
        {
            await _cluster.StopAsync(CancellationToken.None);
            logger.PostgresStopped(_folders.Root);
        }

        _folders.RemoveShort();
        _lock.Dispose();
        _lock = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private DataFolderLock OpenDataFolder()
    {
        try
        {
            Directory.CreateDirectory(_folders.Root);
            // As root the account of the server has to pass; what lies inside has owners and modes of its own.
            File.SetUnixFileMode(_folders.Root, Environment.IsPrivilegedProcess
                ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute
                : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return DataFolderLock.Take(_folders);
        }
        catch (IOException exception)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {_folders.Root} cannot be used: {exception.Message} Check its file system, or set GLUSTERENGINE_DATA to another folder.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedPostgresException(
                $"The user {Environment.UserName} may not use the data folder {_folders.Root}, perhaps because root made it: {exception.Message} " +
                "Run the engine as the owner of that folder, or set GLUSTERENGINE_DATA to another one.", exception);
        }
    }

    private async Task<RunningProgram> StartPostmasterAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        if (await cluster.StopOrphanAsync(cancellationToken) is { } orphan)
        {
            logger.OrphanStopped(orphan, _folders.Root);
        }

        var postmaster = await cluster.StartAsync(cancellationToken);
        logger.PostgresStarted(cluster.Version, _folders.Socket, _folders.Root);
        return postmaster;
    }

    private async Task SuperviseAsync(PostgresCluster cluster, RunningProgram postmaster, CancellationToken stopping)
    {
        var current = postmaster;
        try
        {
            while (true)
            {
                using (current)
                {
                    var result = await current.WaitAsync(stopping);
                    logger.PostgresEnded(_folders.Root, result.ExitCode, _folders.Logs);
                }

                current = await RestartAsync(cluster, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine stops; StopAsync ends the postmaster.
        }
    }

    private async Task<RunningProgram> RestartAsync(PostgresCluster cluster, CancellationToken stopping)
    {
        for (var pause = ShortestPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            await Task.Delay(pause, time, stopping);
            try
            {
                return await StartPostmasterAsync(cluster, stopping);
            }
            catch (Exception exception) when (exception is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
            {
                logger.RestartFailed(exception, _folders.Root, pause);
            }
        }
    }
}
