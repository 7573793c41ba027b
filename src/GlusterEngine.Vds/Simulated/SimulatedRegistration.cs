using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Registration of the simulated gluster.</summary>
public static class SimulatedRegistration
{
    /// <summary>
    /// Adds the <c>simulated</c> transport, and <see cref="SimulatedGluster"/> itself for who defines demo clusters or faults.
    /// <see cref="SimulatedOptions"/> are bound and validated by the server.
    /// </summary>
    public static IServiceCollection AddSimulatedGluster(this IServiceCollection services)
    {
        services.AddOptions<SimulatedOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SimulatedGluster>();
        services.TryAddKeyedSingleton<IGlusterCommandLine>(
            HostTransport.Simulated, static (provider, _) => provider.GetRequiredService<SimulatedGluster>());
        services.TryAddKeyedSingleton<IBrickScanner, SimulatedBrickScanner>(HostTransport.Simulated);
        services.TryAddKeyedSingleton<IHookDirectory, SimulatedHookDirectory>(HostTransport.Simulated);
        return services;
    }
}
