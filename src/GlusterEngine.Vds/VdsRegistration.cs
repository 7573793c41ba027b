using System.Collections.Frozen;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GlusterEngine.Vds;

/// <summary>Registration of the storage-host side.</summary>
public static class VdsRegistration
{
    /// <summary>
    /// Adds <see cref="IVdsClient"/> and the <c>cli</c> transport. Another transport is a keyed <see cref="IGlusterCommandLine"/> whose key
    /// is its <see cref="HostTransport"/>. <see cref="VdsOptions"/> are bound and validated by the server.
    /// </summary>
    public static IServiceCollection AddVds(this IServiceCollection services)
    {
        services.AddOptions<VdsOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton<IGlusterCommandLine, GlusterProcess>(HostTransport.Cli);
        services.TryAddKeyedSingleton<IBrickScanner, LocalBrickScanner>(HostTransport.Cli);
        services.TryAddSingleton(ByTransport<IGlusterCommandLine>);
        services.TryAddSingleton(ByTransport<IBrickScanner>);
        services.TryAddKeyedSingleton<ICommandHistory, LocalCommandHistory>(HostTransport.Cli);
        services.TryAddSingleton(ByTransport<ICommandHistory>);
        services.TryAddSingleton<IVdsClient, VdsClient>();
        return services;
    }

    private static IReadOnlyDictionary<HostTransport, T> ByTransport<T>(IServiceProvider services)
        where T : class =>
        Enum.GetValues<HostTransport>()
            .Select(transport => (Transport: transport, Service: services.GetKeyedService<T>(transport)))
            .Where(static entry => entry.Service is not null)
            .ToFrozenDictionary(static entry => entry.Transport, static entry => entry.Service!);
}
