using GlusterEngine.Data.Migrations;
using GlusterEngine.Server.Access;
using Npgsql;

namespace GlusterEngine.Server.Hosting;

/// <summary>Before anything else uses the database: waits for it, brings its schema forward, makes sure that somebody can log in.</summary>
internal sealed class DatabasePreparation(
    DatabaseMigrator migrator, AdministratorSetup administrator, TimeProvider time, ILogger<DatabasePreparation> logger) : IHostedService
{
    // A database in another container may come up after the engine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        await administrator.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await migrator.MigrateAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient && time.GetElapsedTime(started) < Patience)
            {
                Log.DatabaseNotYetThere(logger, exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            }
        }
    }
}
