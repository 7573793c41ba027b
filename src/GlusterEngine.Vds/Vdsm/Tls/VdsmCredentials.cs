using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Vds.Vdsm.Tls;

/// <summary>Who the engine is to VDSM, and whose signature makes a host trusted.</summary>
/// <param name="Certificate">The engine's certificate with its private key.</param>
/// <param name="Chain">Certificates between it and its authority that the file held too.</param>
/// <param name="Authorities">The trusted ones.</param>
internal sealed record VdsmCredentials(X509Certificate2 Certificate, X509Certificate2Collection Chain, X509Certificate2Collection Authorities) : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>When the engine's certificate ends.</summary>
    public DateTimeOffset EndsAt => new(Certificate.NotAfter.ToUniversalTime());

    /// <summary>Why VDSM will not take the certificate at a time, for people; null when it may.</summary>
    public string? WhyNotAt(DateTimeOffset now) => EndsAt > now ? null : $"The certificate of Vdsm:CertificateFile has expired on {EndsAt:yyyy-MM-dd}: issue a new one.";

    /// <summary>Reads the files that the options name.</summary>
    /// <exception cref="VdsmCredentialsException">One of them cannot be used; the message says which, why, and what to do.</exception>
    public static VdsmCredentials Load(VdsmOptions options)
    {
        if (options.CertificateFile is not { Length: > 0 } certificateFile)
            throw new VdsmCredentialsException("Transport vdsm needs Vdsm:CertificateFile and Vdsm:AuthorityFile: VDSM talks to nobody without a certificate.");
        var password = options.PasswordFile is { Length: > 0 } file ? Secret("Vdsm:PasswordFile", file, File.ReadAllText).TrimEnd('\r', '\n') : null;
        var (certificate, chain) = IsPkcs12(certificateFile) ? LoadPkcs12(options, certificateFile, password) : LoadPem(options, certificateFile, password);
        if (!certificate.HasPrivateKey) throw Bad("Vdsm:CertificateFile", certificateFile, "it holds no private key; name the key in Vdsm:KeyFile");
        return new(certificate, chain, LoadAuthorities(options));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in Chain.Concat(Authorities).Append(Certificate)) certificate.Dispose();
    }

    private static bool IsPkcs12(string file) => Path.GetExtension(file).ToUpperInvariant() is ".P12" or ".PFX";

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) LoadPkcs12(VdsmOptions options, string file, string? password)
    {
        if (options.KeyFile is { Length: > 0 }) throw Bad("Vdsm:KeyFile", options.KeyFile, "a PKCS #12 file holds its key itself; leave it out");
        var all = Secret("Vdsm:CertificateFile", file, path => X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password));
        var own = all.FirstOrDefault(static certificate => certificate.HasPrivateKey) ?? throw Bad("Vdsm:CertificateFile", file, "it holds no private key");
        return (own, [.. all.Where(certificate => certificate != own)]);
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) LoadPem(VdsmOptions options, string file, string? password)
    {
        var keyFile = options.KeyFile is { Length: > 0 } given ? given : file;
        var setting = keyFile == file ? "Vdsm:CertificateFile" : "Vdsm:KeyFile";
        var chain = Read("Vdsm:CertificateFile", file, static path =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates;
        });
        if (chain.Count == 0) throw Bad("Vdsm:CertificateFile", file, "it holds no certificate in PEM");
        chain[0].Dispose();
        chain.RemoveAt(0);
        return (Secret(setting, keyFile, path => password is null
            ? X509Certificate2.CreateFromPemFile(file, path)
            : X509Certificate2.CreateFromEncryptedPemFile(file, password, path)), chain);
    }

    private static X509Certificate2Collection LoadAuthorities(VdsmOptions options)
    {
        if (options.AuthorityFile is not { Length: > 0 } file)
            throw new VdsmCredentialsException("Vdsm:AuthorityFile is missing: name the file with the certificate of the authority that signed those of the hosts.");
        var authorities = Read("Vdsm:AuthorityFile", file, static path =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates;
        });
        return authorities.Count > 0 ? authorities : throw Bad("Vdsm:AuthorityFile", file, "it holds no certificate in PEM");
    }

    /// <summary>Reads a file that nobody else may read.</summary>
    private static T Secret<T>(string setting, string file, Func<string, T> read)
    {
        var mode = Read(setting, file, File.GetUnixFileMode);
        return (mode & Others) == UnixFileMode.None
            ? Read(setting, file, read)
            : throw Bad(setting, file, "it holds a secret and other accounts may use it; chmod 600");
    }

    private static T Read<T>(string setting, string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Bad(setting, file, unusable.Message);
        }
    }

    private static VdsmCredentialsException Bad(string setting, string file, string why) => new($"{setting} '{file}' cannot be used: {why.TrimEnd('.')}.");
}
