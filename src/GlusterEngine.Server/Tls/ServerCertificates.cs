using System.Net;
using System.Net.Security;

namespace GlusterEngine.Server.Tls;

/// <summary>The certificate that the server shows, renewed while it runs; and the CA's, for clients.</summary>
internal sealed class ServerCertificates(TlsOptions options, DataFolder data, TimeProvider time)
{
    private volatile Shown? shown;

    /// <summary>What the server shows.</summary>
    public SslStreamCertificateContext Current => Loaded.Context;

    /// <summary>The CA's certificate in PEM; null when it is not known.</summary>
    public string? CaPem => Loaded.CaPem;

    /// <summary>Where the engine's own CA lies; null when the certificate is from the settings.</summary>
    public string? OwnCaFile => options.CertificateFile.Length > 0 ? null : Folder().CaFile;

    private Shown Loaded => shown ?? throw new InvalidOperationException("The certificates were not loaded.");

    /// <summary>Reads or makes the certificate, or renews it where it is time or its file changed.</summary>
    /// <returns>Whether another one is shown now.</returns>
    /// <exception cref="CertificateException">It cannot be had.</exception>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        var before = shown;
        shown = options.CertificateFile.Length > 0 ? Configured(before) : await OwnAsync(before, cancellationToken);
        return shown != before;
    }

    private async Task<Shown> OwnAsync(Shown? before, CancellationToken cancellationToken)
    {
        try
        {
            var (server, ca) = await Folder().TakeAsync(time, cancellationToken);
            return before?.Context.TargetCertificate.Thumbprint == server.Thumbprint
                ? before
                : new(SslStreamCertificateContext.Create(server, additionalCertificates: null, offline: true), ca.ExportCertificatePem() + "\n", ChangedAt: default);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new CertificateException($"The engine's own certificate in {Path.Combine(data.Path, "tls")} cannot be used: {exception.Message}", exception);
        }
    }

    private Shown Configured(Shown? before)
    {
        var changedAt = ConfiguredCertificate.ChangedAt(options);
        if (before?.ChangedAt == changedAt) return before;
        var (server, between) = ConfiguredCertificate.Read(options);
        return new(SslStreamCertificateContext.Create(server, between, offline: true), options.CaFile.Length > 0 ? File.ReadAllText(options.CaFile) : null, changedAt);
    }

    private CertificateFolder Folder() =>
        new(Path.Combine(data.Path, "tls"), Dns.GetHostName(), ServerNames.Of(Dns.GetHostName(), options.Names));

    private sealed record Shown(SslStreamCertificateContext Context, string? CaPem, DateTime ChangedAt);
}
