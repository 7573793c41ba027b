using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.History;
using GlusterEngine.Vds.Hooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Registration of the <c>ssh</c> transport.</summary>
public static class SshRegistration
{
    /// <summary>Adds the <c>ssh</c> transport, <see cref="EngineKey"/> and <see cref="SshHostKeyReader"/>. <see cref="SshOptions"/> are bound and validated by the server.</summary>
    public static IServiceCollection AddSsh(this IServiceCollection services)
    {
        services.AddOptions<SshOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EngineKey>();
        services.TryAddSingleton<SshLinks>();
        services.TryAddSingleton(static provider => new SshHostKeyReader(
            provider.GetRequiredService<SshLinks>(), provider.GetRequiredService<IOptions<SshOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddKeyedSingleton<IGlusterCommandLine, SshCommandLine>(HostTransport.Ssh);
        services.TryAddKeyedSingleton<IBrickScanner, SshBrickScanner>(HostTransport.Ssh);
        services.TryAddKeyedSingleton<ICommandHistory, SshCommandHistory>(HostTransport.Ssh);
        services.TryAddKeyedSingleton<IHookDirectory, SshHookDirectory>(HostTransport.Ssh);
        services.TryAddKeyedSingleton<IHostConnector, SshConnector>(HostTransport.Ssh);
        return services;
    }
}
