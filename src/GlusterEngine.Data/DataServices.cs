using System.Data.Common;
using GlusterEngine.Data.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GlusterEngine.Data;

/// <summary>Registration of this room.</summary>
public static class DataServices
{
    /// <param name="services">The services to add to.</param>
    /// <param name="connectionString">Asked for once, when the database is first needed: an embedded server may have to start before.</param>
    public static IServiceCollection AddData(this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(provider => NpgsqlDataSource.Create(connectionString(provider)));
        // Quartz asks for it by its general name, and uses the same pool.
        services.AddSingleton<DbDataSource>(static provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton<DatabaseMigrator>();
        services.AddPooledDbContextFactory<EngineDb>(static (provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }
}
