using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Server.Tls;

/// <summary>Makes the certificates of the engine's own CA. RSA, because every TLS library that oVirt's clients use takes it. Pure but for the random keys.</summary>
internal static class CertificateMaker
{
    public static readonly TimeSpan CaLife = TimeSpan.FromDays(3650);

    // Clients of some systems refuse certificates of more than 398 days.
    public static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Clocks of clients may be behind.
    private static readonly TimeSpan Backdating = TimeSpan.FromHours(1);

    /// <summary>A certificate that a new CA signs for itself, or a later one of the same CA: its key is the same, so what it signed stays valid.</summary>
    public static X509Certificate2 MakeCa(RSA key, string machine, DateTimeOffset now)
    {
        var request = Request($"CN=GlusterEngine CA of {machine}, O=GlusterEngine", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request.CreateSelfSigned(now - Backdating, now + CaLife);
    }

    /// <summary>A certificate for the server, without its key.</summary>
    public static X509Certificate2 MakeServer(X509Certificate2 ca, RSA key, IReadOnlyList<string> names, DateTimeOffset now) =>
        Make(ca, Request($"CN={names[^1]}, O=GlusterEngine", key), [ServerAuthentication], names, now);

    /// <summary>A certificate for a host's VDSM, without its key: it answers the engine with it, and calls other hosts.</summary>
    public static X509Certificate2 MakeHost(X509Certificate2 ca, RSA key, IReadOnlyList<string> names, DateTimeOffset now) =>
        Make(ca, Request($"CN={names[0]}, O=GlusterEngine", key), [ServerAuthentication, ClientAuthentication], names, now);

    /// <summary>A certificate by which the VDSM of hosts knows an engine, without its key.</summary>
    public static X509Certificate2 MakeClient(X509Certificate2 ca, RSA key, IReadOnlyList<string> names, DateTimeOffset now) =>
        Make(ca, Request($"CN={names[^1]}, O=GlusterEngine", key), [ClientAuthentication], names, now);

    private static X509Certificate2 Make(X509Certificate2 ca, CertificateRequest request, IReadOnlyList<string> usages, IReadOnlyList<string> names, DateTimeOffset now)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(static usage => new Oid(usage))], critical: false));
        request.CertificateExtensions.Add(ServerNames.ToExtension(names));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var serial = RandomNumberGenerator.GetBytes(16);
        // A serial number is positive.
        serial[0] &= 0x7F;
        return request.Create(ca, now - Backdating, now + ServerLife, serial);
    }

    private static CertificateRequest Request(string subject, RSA key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
