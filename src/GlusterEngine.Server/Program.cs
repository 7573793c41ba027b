using GlusterEngine.Data;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Engine;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Demo;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Server.Hosting;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Swagger;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;

if (args is ["--healthcheck"]) return await HealthProbe.RunAsync();
if (args is ["--postgres", var connectionFile]) return await PostgresAlone.RunAsync(connectionFile);

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddEngineLogging();
    builder.AddEngineSettings();
    builder.AddEmbeddedPostgres();
    builder.Services.AddData(static services => services.GetRequiredService<IConfiguration>().GetConnectionString("Engine")!);
    builder.Services.AddAccess();
    builder.Services.AddHostedService<DatabasePreparation>();
    builder.Services.AddVds();
    builder.Services.AddSimulatedGluster();
    builder.Services.AddEngine();
    builder.Services.AddDemo();
    builder.Services.AddIdempotency();
    builder.Services.AddRest();
    builder.Services.AddEngineSwagger();
    builder.Services.AddEngineHealth();
    builder.Services.AddHostedService<StartupBanner>();

    var app = builder.Build();
    app.UseEngineSwagger();
    app.UseRest();
    app.MapEngineHealth();
    app.MapControllers();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is EmbeddedPostgresException or DatabaseSchemaException or Microsoft.Extensions.Options.OptionsValidationException or IOException)
{
    // What an operator can mend needs no stack trace.
    await Console.Error.WriteLineAsync($"GlusterEngine cannot start: {exception.Message}");
    return 1;
}
