using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Server.Tls;

/// <summary>The names in a certificate of the engine's own. Pure.</summary>
internal static class ServerNames
{
    private static readonly string[] Local = ["localhost", "127.0.0.1", "::1"];

    /// <summary>All names, in one spelling each.</summary>
    /// <exception cref="CertificateException">One of the further ones is no name.</exception>
    public static IReadOnlyList<string> Of(string machine, string further)
    {
        var wanted = further.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(wanted, static name => !IsName(name)) is { } wrong)
            throw new CertificateException($"Tls:Names holds '{wrong}', which is neither a host name nor an IP address; separate names by commas.");
        return [.. Local.Concat(IsName(machine) ? [machine] : []).Concat(wanted).Select(Normal).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The names of a host, as given and in one spelling each.</summary>
    /// <exception cref="CertificateException">One of them is no name.</exception>
    public static IReadOnlyList<string> OfHost(IReadOnlyList<string> given) => given.FirstOrDefault(static name => !IsName(name)) is { } wrong
        ? throw new CertificateException($"'{wrong}' is neither a host name nor an IP address.")
        : [.. given.Select(Normal).Distinct(StringComparer.Ordinal)];

    /// <summary>The same names as a certificate's extension.</summary>
    public static X509Extension ToExtension(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) builder.AddIpAddress(address);
            else builder.AddDnsName(name);
        }

        return builder.Build();
    }

    /// <summary>The names that a certificate holds.</summary>
    public static IReadOnlySet<string> In(X509Certificate2 certificate) => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
        .SelectMany(static names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(static address => address.ToString())))
        .Select(Normal).ToHashSet(StringComparer.Ordinal);

    private static bool IsName(string name) => Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 && !name.StartsWith('[');

    private static string Normal(string name) => IPAddress.TryParse(name, out var address) ? address.ToString() : name.ToLowerInvariant();
}
