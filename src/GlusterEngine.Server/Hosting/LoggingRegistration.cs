using Serilog;

namespace GlusterEngine.Server.Hosting;

/// <summary>Serilog on the console, one line per message, with the correlation id of the request that caused it.</summary>
internal static class LoggingRegistration
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext} {CorrelationId} {Message:lj}{NewLine}{Exception}";

    public static void AddEngineLogging(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        // Otherwise each request gets an activity and a scope that nobody reads; failures are logged by FaultMiddleware.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddSerilog(
            new LoggerConfiguration()
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
                .MinimumLevel.Override("Quartz", Serilog.Events.LogEventLevel.Warning)
                // Program tells it in one line, with a stack trace where it is a bug.
                .Filter.ByExcluding(static line => line.MessageTemplate.Text == "Hosting failed to start")
                .Enrich.FromLogContext()
                .WriteTo.Console(outputTemplate: Template)
                .ReadFrom.Configuration(builder.Configuration)
                .CreateLogger(),
            dispose: true);
    }
}
