using System.Collections.Frozen;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.History;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Vdsm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GlusterEngine.Vds;

/// <summary>Registration of the storage-host side.</summary>
public static class VdsRegistration
{
    /// <summary>
    /// Adds <see cref="IVdsClient"/> and the transports <c>cli</c> and <c>vdsm</c>. Another transport is a keyed <see cref="IGlusterCommandLine"/>, or a keyed
    /// <see cref="IVdsChannel"/> where it has no command line; the key is its <see cref="HostTransport"/>. <see cref="VdsOptions"/> are bound and
    /// validated by the server.
    /// </summary>
    public static IServiceCollection AddVds(this IServiceCollection services)
    {
        services.AddOptions<VdsOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton<IGlusterCommandLine, GlusterProcess>(HostTransport.Cli);
        services.TryAddKeyedSingleton<IBrickScanner>(HostTransport.Cli, static (services, _) =>
            ActivatorUtilities.CreateInstance<TimedBrickScanner>(services, ActivatorUtilities.CreateInstance<LocalBrickScanner>(services)));
        services.TryAddKeyedSingleton<IHostConnector, GlusterdConnector>(HostTransport.Cli);
        services.TryAddSingleton(ByTransport<IHostConnector>);
        services.TryAddSingleton<HostUses>();
        services.TryAddKeyedSingleton<ICommandHistory, LocalCommandHistory>(HostTransport.Cli);
        services.TryAddKeyedSingleton<IHookDirectory, LocalHookDirectory>(HostTransport.Cli);
        services.AddVdsm();
        services.TryAddSingleton(Channels);
        services.TryAddSingleton(ByTransport<IBrickScanner>);
        services.TryAddSingleton(ByTransport<ICommandHistory>);
        services.TryAddSingleton<IVdsClient, VdsClient>();
        return services;
    }

    private static IReadOnlyDictionary<HostTransport, IVdsChannel> Channels(IServiceProvider services) => Gather(transport =>
        services.GetKeyedService<IVdsChannel>(transport)
        ?? (services.GetKeyedService<IGlusterCommandLine>(transport) is { } line
            ? new CommandLineChannel(line, services.GetRequiredService<TimeProvider>()) { Hooks = services.GetKeyedService<IHookDirectory>(transport) }
            : null));

    private static IReadOnlyDictionary<HostTransport, T> ByTransport<T>(IServiceProvider services)
        where T : class =>
        Gather(transport => services.GetKeyedService<T>(transport));

    private static IReadOnlyDictionary<HostTransport, T> Gather<T>(Func<HostTransport, T?> find)
        where T : class =>
        Enum.GetValues<HostTransport>()
            .Select(transport => (Transport: transport, Found: find(transport)))
            .Where(static entry => entry.Found is not null)
            .ToFrozenDictionary(static entry => entry.Transport, static entry => entry.Found!);
}
