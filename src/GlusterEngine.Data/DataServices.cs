using System.Data.Common;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GlusterEngine.Data;

/// <summary>Registration of this room.</summary>
public static class DataServices
{
    private const string TransactionLimit = "idle_in_transaction_session_timeout";

    // The first transaction of an engine on a busy machine, with most of its code still to be compiled, has taken four between two statements.
    private const int TransactionSeconds = 6;

    // As many as the looks at one cluster, its inventory and a few requests use at once.
    private const int KeptSessions = 8;

    /// <param name="services">The services to add to.</param>
    /// <param name="connectionString">Asked for once, when the database is first needed: an embedded server may have to start before.</param>
    public static IServiceCollection AddData(this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(provider => NpgsqlDataSource.Create(WithSessionDefaults(connectionString(provider))));
        // Quartz asks for it by its general name, and uses the same pool.
        services.AddSingleton<DbDataSource>(static provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton(provider => new EngineBeats(NpgsqlDataSource.Create(ForBeats(connectionString(provider)))));
        services.AddSingleton<DatabaseMigrator>();
        services.AddPooledDbContextFactory<EngineDb>(static (provider, options) =>
            options.UseNpgsql().AddInterceptors(new PooledConnections(provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddSingleton<StepReader>();
        return services;
    }

    /// <summary>A connection of its own outside of all pools, so that an engine whose pool is busy is not taken for dead, and a closed one is gone.</summary>
    private static string ForBeats(string connectionString) => new NpgsqlConnectionStringBuilder(WithSessionDefaults(connectionString))
    {
        Pooling = false,
        Timeout = EngineBeats.DeadlineSeconds,
        CommandTimeout = EngineBeats.DeadlineSeconds,
    }.ConnectionString;

    /// <summary>Beside one's own options, unless they say it, or are empty on purpose: there are poolers that take none.</summary>
    private static string? WithTransactionLimit(string? own) => own switch
    {
        null => $"-c {TransactionLimit}={TransactionSeconds}s",
        "" => "",
        _ when own.Contains(TransactionLimit, StringComparison.Ordinal) => own,
        _ => $"{own} -c {TransactionLimit}={TransactionSeconds}s",
    };

    /// <summary>
    /// What is asked for the second time is parsed no more, sessions are not reset between uses, and a database that hangs is given up after a few
    /// seconds. One's own settings win, as a pooler may need.
    /// </summary>
    private static string WithSessionDefaults(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Max Auto Prepare")) connection.MaxAutoPrepare = 100;
        // No session of the engine changes what outlives a transaction, so there is nothing to reset.
        if (!connection.ShouldSerialize("No Reset On Close")) connection.NoResetOnClose = true;
        if (!connection.ShouldSerialize("Auto Prepare Min Usages")) connection.AutoPrepareMinUsages = 2;
        // Npgsql would close all that are idle every five minutes, with all they had planned; now it renews them every hour, as their memory grows.
        if (!connection.ShouldSerialize("Minimum Pool Size")) connection.MinPoolSize = Math.Min(KeptSessions, connection.MaxPoolSize);
        // Seconds without a sign of the database; reading a long answer takes as long as it does. The slowest of the engine's own questions, over 1,000
        // running tasks, takes a tenth of a second, and what may take longer (the migrator, the clean-up of jobs) says so itself.
        if (!connection.ShouldSerialize("Command Timeout")) connection.CommandTimeout = 5;
        if (!connection.ShouldSerialize("Timeout")) connection.Timeout = 5;
        // No transaction of the engine waits for anything but the database. One that does nothing for seconds is of an engine that stands still, or whose machine
        // is gone, and the others would wait for the rows it locked, those of the scheduler above all.
        connection.Options = WithTransactionLimit(connection.ShouldSerialize("Options") ? connection.Options : Environment.GetEnvironmentVariable("PGOPTIONS"));
        // A connection whose statement was broken off is closed at once: PostgreSQL may hear of that late, and would break off whatever is asked next over it.
        if (!connection.ShouldSerialize("Cancellation Timeout")) connection.CancellationTimeout = -1;
        return connection.ConnectionString;
    }
}
