using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace GlusterEngine.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database and the scheduler work. Both without log-in.</summary>
internal static class HealthRegistration
{
    private const string Ready = "ready";

    // A check that hangs (a frozen database answers nothing, not even a cancellation) is a failed one.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public static void AddEngineHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddQuartz(static options =>
            {
                options.Name = "scheduler";
                options.Tags.Add(Ready);
            });
        services.PostConfigure<HealthCheckServiceOptions>(static options =>
        {
            foreach (var registration in options.Registrations)
            {
                var factory = registration.Factory;
                registration.Factory = provider => new BoundedCheck(factory(provider));
            }
        });
    }

    public static void MapEngineHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = static _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Status.ToString()),
    });

    private sealed class BoundedCheck(IHealthCheck check) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Task.Run(() => check.CheckHealthAsync(context, cancellationToken), cancellationToken).WaitAsync(Deadline, cancellationToken);
            }
            catch (TimeoutException)
            {
                return new(context.Registration.FailureStatus, "It did not answer in time.");
            }
        }
    }

    private sealed class DatabaseCheck(IDbContextFactory<EngineDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await db.NowAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
