using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Server.Tls;

/// <summary>A certificate that somebody else made, in the files that the settings name.</summary>
internal static class ConfiguredCertificate
{
    private const string PemBegin = "-----BEGIN ";

    /// <summary>When one of the files was changed last.</summary>
    public static DateTime ChangedAt(TlsOptions options) =>
        new[] { options.CertificateFile, options.KeyFile, options.PasswordFile, options.CaFile }.Where(static file => file.Length > 0).Max(File.GetLastWriteTimeUtc);

    /// <summary>The certificate with its key, and those between it and its CA.</summary>
    /// <exception cref="CertificateException">They cannot be read, or do not belong together.</exception>
    public static (X509Certificate2 Server, X509Certificate2Collection Between) Read(TlsOptions options)
    {
        try
        {
            var password = options.PasswordFile.Length > 0 ? File.ReadAllText(options.PasswordFile).TrimEnd('\r', '\n') : null;
            var bytes = File.ReadAllBytes(options.CertificateFile);
            return bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(PemBegin)) >= 0 ? ReadPem(options, password) : ReadPfx(bytes, password, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CertificateException(
                $"The certificate cannot be read from {options.CertificateFile}: {exception.Message} Correct Tls:CertificateFile, Tls:KeyFile or Tls:PasswordFile.", exception);
        }
    }

    private static (X509Certificate2, X509Certificate2Collection) ReadPem(TlsOptions options, string? password)
    {
        var text = File.ReadAllText(options.CertificateFile);
        var key = options.KeyFile.Length > 0 ? File.ReadAllText(options.KeyFile) : text;
        var server = password is null ? X509Certificate2.CreateFromPem(text, key) : X509Certificate2.CreateFromEncryptedPem(text, key, password);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        return (server, [.. all.Where(certificate => certificate.Thumbprint != server.Thumbprint)]);
    }

    private static (X509Certificate2, X509Certificate2Collection) ReadPfx(byte[] bytes, string? password, TlsOptions options)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        var server = all.FirstOrDefault(static certificate => certificate.HasPrivateKey)
            ?? throw new CertificateException($"{options.CertificateFile} holds no private key; export it together with the certificate.");
        return (server, [.. all.Where(certificate => certificate.Thumbprint != server.Thumbprint)]);
    }
}
