using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Ssh;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Vds.Vdsm;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Hosting;

/// <summary>Settings: the environment variables of the command line user, and the sections, each checked at start.</summary>
internal static class SettingsRegistration
{
    public static void AddEngineSettings(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"]))
            builder.WebHost.UseUrls($"http://127.0.0.1:{Port(configuration)}");
        builder.Services.AddSingleton(DataFolder.Of(configuration));
        // Everything must have ended within ten seconds, of which the embedded PostgreSQL may need five.
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSection<VdsOptions>("Vds");
        builder.Services.AddSection<SshOptions>("Ssh");
        builder.Services.AddSection<VdsmOptions>("Vdsm");
        builder.Services.AddSection<SimulatedOptions>("Simulated");
        builder.Services.AddSection<TasksOptions>("Tasks");
        builder.Services.AddSection<InventoryOptions>("Inventory");
        builder.Services.AddSection<JobsOptions>("Jobs");
        builder.Services.AddSection<RestOptions>("Rest");
        builder.Services.AddSection<IdempotencyOptions>("Idempotency");
        builder.Services.AddSection<AccessOptions>("Access");
        builder.Services.AddOptions<SshOptions>().PostConfigure<DataFolder>(static (options, folder) => options.Folder = SshFolder.Of(options, folder));
        // The simulated clusters survive a restart beside the database that knows them.
        builder.Services.AddOptions<SimulatedOptions>().PostConfigure<DataFolder>(
            static (options, folder) => options.StateFile ??= Path.Combine(folder.Path, "simulated-clusters.json"));
    }

    private static int Port(IConfiguration configuration)
    {
        if (configuration["GLUSTERENGINE_PORT"] is not { Length: > 0 } text) return 8080;
        return int.TryParse(text, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new OptionsValidationException("GLUSTERENGINE_PORT", typeof(int), [$"GLUSTERENGINE_PORT is '{text}', which is no port; use a number from 1 to 65535."]);
    }

    private static void AddSection<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
