using GlusterEngine.Data.Migrations;
using Npgsql;

namespace GlusterEngine.Server.Hosting;

/// <summary>Waits for the database and brings its schema forward.</summary>
internal sealed class DatabaseOpening(DatabaseMigrator migrator, TimeProvider time, ILogger<DatabaseOpening> logger)
{
    // A database in another container may come up after the engine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(CancellationToken cancellationToken)
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
