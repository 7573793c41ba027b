namespace GlusterEngine.Server.Rest;

/// <summary>Addresses of this server, by the name that the client has for it. Pure.</summary>
internal static class OwnAddress
{
    /// <summary>The absolute address of a path; the path alone where the client's Host header is empty or makes no address.</summary>
    public static string Of(HttpRequest request, string path) =>
        $"{request.Scheme}://{request.Host}{path}" is var address && Uri.TryCreate(address, UriKind.Absolute, out _) ? address : path;
}
