using GlusterEngine.Data;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Server.Hosting;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Identity;

namespace GlusterEngine.Server.Users;

/// <summary>The engine's database for a command, whether an engine runs on it or not: its own PostgreSQL is started for that long where nobody else has.</summary>
internal static class EngineDatabase
{
    public static async Task<T> UseAsync<T>(Func<UserDirectory, Task<T>> work, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        // The user asked for something else than how the database starts.
        builder.Configuration["Serilog:MinimumLevel"] = "Warning";
        builder.AddEngineLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddEmbeddedPostgres();
        builder.Services.AddData(static services => services.GetRequiredService<IConfiguration>().GetConnectionString("Engine")!);
        builder.Services.AddSingleton<DatabaseOpening>();
        builder.Services.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        builder.Services.AddSingleton<UserDirectory>();
        using var host = builder.Build();
        var postgres = host.Services.GetService<EmbeddedPostgresServer>();
        var isOurs = postgres is { IsHeldByAnother: false };
        if (isOurs) await postgres!.StartAsync(cancellationToken);
        try
        {
            await host.Services.GetRequiredService<DatabaseOpening>().RunAsync(cancellationToken);
            return await work(host.Services.GetRequiredService<UserDirectory>());
        }
        finally
        {
            if (isOurs) await postgres!.StopAsync(CancellationToken.None);
        }
    }
}
