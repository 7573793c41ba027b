using GlusterEngine.Server.Hosting;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>The embedded PostgreSQL without an engine, for several engines that share it: it outlives each of them.</summary>
internal static class PostgresAlone
{
    /// <summary>Runs it until it is told to stop.</summary>
    /// <param name="file">Gets the connection string once the database answers; gone when it stops.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string file)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.AddEngineLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddEmbeddedPostgres();
        try
        {
            using var host = builder.Build();
            await host.StartAsync();
            await File.WriteAllTextAsync(file + ".new", host.Services.GetRequiredService<EmbeddedPostgresServer>().ConnectionString);
            File.Move(file + ".new", file, overwrite: true);
            await host.WaitForShutdownAsync();
            File.Delete(file);
            return 0;
        }
        catch (Exception exception) when (exception is EmbeddedPostgresException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"PostgreSQL cannot start: {exception.Message}");
            return 1;
        }
    }
}
