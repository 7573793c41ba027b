using GlusterEngine.Data;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Engine;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Demo;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Server.Hosting;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Ssh;
using GlusterEngine.Server.Swagger;
using GlusterEngine.Server.Tls;
using GlusterEngine.Server.Users;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Ssh;

if (args is ["--healthcheck"]) return await HealthProbe.RunAsync();
if (args is ["user", ..]) return await UserCommandLine.RunAsync(args);
if (args is ["host-cert", ..]) return await HostCertificateCommandLine.RunAsync(args);
if (args is ["--ssh-key"]) return await SshSetup.PrintKeyAsync();
if (args is ["--ssh-guard"]) return SshSetup.PrintGuard();
if (args is ["--postgres", var connectionFile]) return await PostgresAlone.RunAsync(connectionFile);

CancellationToken stopping = default;
try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddEngineLogging();
    builder.AddEngineSettings();
    await builder.AddTlsAsync();
    builder.AddEmbeddedPostgres();
    builder.Services.AddData(static services => services.GetRequiredService<IConfiguration>().GetConnectionString("Engine")!);
    builder.Services.AddAccess();
    builder.Services.AddSingleton<DatabaseOpening>();
    builder.Services.AddHostedService<DatabasePreparation>();
    builder.Services.AddVds();
    builder.Services.AddSsh();
    builder.Services.AddSimulatedGluster();
    builder.Services.AddEngine();
    builder.Services.AddDemo();
    builder.Services.AddIdempotency();
    builder.Services.AddRest();
    builder.Services.AddEngineSwagger();
    builder.Services.AddEngineHealth();
    builder.Services.AddHostedService<EngineKeySetup>();
    builder.Services.AddHostedService<ClientCertificateWatch>();
    builder.Services.AddHostedService<StartupBanner>();

    var app = builder.Build();
    stopping = app.Lifetime.ApplicationStopping;
    app.UseEngineSwagger();
    app.UseRest();
    app.MapEngineHealth();
    app.MapControllers();
    await app.RunAsync();
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop before it had started.
    return 0;
}
catch (Exception exception) when (exception is EmbeddedPostgresException or CertificateException or DatabaseSchemaException or Microsoft.Extensions.Options.OptionsValidationException or IOException)
{
    // What an operator can mend needs no stack trace.
    await Console.Error.WriteLineAsync($"GlusterEngine cannot start: {exception.Message}");
    return 1;
}
