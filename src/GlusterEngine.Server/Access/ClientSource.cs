namespace GlusterEngine.Server.Access;

/// <summary>Where a request comes from.</summary>
internal static class ClientSource
{
    /// <summary>The client's address, without a port; behind a proxy, that of the proxy.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
