using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>An authority of its own that signs certificates of hosts and engines, as VDSM's does.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 root;

    public TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        root = request.CreateSelfSigned(Now.AddYears(-5), Now.AddYears(5));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string Pem => root.ExportCertificatePem();

    public X509Certificate2 Root => root;

    /// <summary>A certificate with its key, valid around now or, expired, until yesterday.</summary>
    public X509Certificate2 Issue(string name, bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        using var bare = request.Create(root, Now.AddYears(-1), isExpired ? Now.AddDays(-1) : Now.AddYears(1), Guid.NewGuid().ToByteArray());
        using var whole = bare.CopyWithPrivateKey(key);

        // A round through PKCS #12 gives the key to the certificate itself, so that it outlives the one made above.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose() => root.Dispose();
}
