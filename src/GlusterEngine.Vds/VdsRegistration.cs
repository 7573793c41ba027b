using System.Collections.Frozen;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.CommandLine;
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
        services.TryAddSingleton(ChannelsByTransport);
        services.TryAddSingleton<IVdsClient, VdsClient>();
        return services;
    }

    private static IReadOnlyDictionary<HostTransport, IGlusterCommandLine> ChannelsByTransport(IServiceProvider services) =>
        Enum.GetValues<HostTransport>()
            .Select(transport => (Transport: transport, Channel: services.GetKeyedService<IGlusterCommandLine>(transport)))
            .Where(static entry => entry.Channel is not null)
            .ToFrozenDictionary(static entry => entry.Transport, static entry => entry.Channel!);
}
