using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Vdsm.Connection;
using GlusterEngine.Vds.Vdsm.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>Registration of the transport <c>vdsm</c>.</summary>
internal static class VdsmRegistration
{
    /// <summary>Adds the transport. <see cref="VdsmOptions"/> are bound by the server; their files are checked with them.</summary>
    public static void AddVdsm(this IServiceCollection services)
    {
        services.AddOptions<VdsmOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VdsmOptions>, VdsmOptionsValidation>());
        services.TryAddSingleton<IVdsmDialer, TlsDialer>();
        services.TryAddSingleton<VdsmLinks>();
        services.TryAddKeyedSingleton<IVdsChannel, VdsmChannel>(HostTransport.Vdsm);
        services.TryAddKeyedSingleton<IHostConnector, VdsmConnector>(HostTransport.Vdsm);
    }
}
