using System.Net;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>Where a VDSM listens.</summary>
/// <param name="Host">Name or IP address.</param>
/// <param name="Port">TCP port.</param>
internal sealed record VdsmEndpoint(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => IPAddress.TryParse(Host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
        ? $"[{Host}]:{Port}"
        : $"{Host}:{Port}";
}
