using GlusterEngine.Vds.Ssh;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.Testing.Ssh;

/// <summary>Where the ssh transport keeps its sockets.</summary>
public static class SshFolder
{
    public static string Of(IServiceProvider services) => services.GetRequiredService<SshLinks>().EnsureFolder();
}
