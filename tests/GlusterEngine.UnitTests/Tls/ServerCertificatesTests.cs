using System.Security.Cryptography;
using GlusterEngine.Server;
using GlusterEngine.Server.Tls;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.UnitTests.Tls;

/// <summary>A certificate from the settings that is replaced while the engine runs.</summary>
public sealed class ServerCertificatesTests : IDisposable
{
    private readonly string _folder = TestFolder.Create();

    private string File1 => Path.Combine(_folder, "server.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_changed_file_is_shown_after_the_next_look_and_one_that_is_broken_leaves_the_old_one()
    {
        var first = Write(minute: 1);
        var certificates = new ServerCertificates(new() { CertificateFile = File1 }, new DataFolder(_folder), TimeProvider.System);
        Assert.True(await certificates.RefreshAsync(CancellationToken.None));
        Assert.False(await certificates.RefreshAsync(CancellationToken.None));
        Assert.Equal(first, certificates.Current.TargetCertificate.Thumbprint);
        Assert.Null(certificates.CaPem);

        var second = Write(minute: 2);
        Assert.True(await certificates.RefreshAsync(CancellationToken.None));
        Assert.Equal(second, certificates.Current.TargetCertificate.Thumbprint);

        await File.WriteAllTextAsync(File1, "-----BEGIN CERTIFICATE-----");
        await Assert.ThrowsAsync<CertificateException>(() => certificates.RefreshAsync(CancellationToken.None));
        Assert.Equal(second, certificates.Current.TargetCertificate.Thumbprint);
    }

    private string Write(int minute)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = RSA.Create(2048);
        using var key = RSA.Create(2048);
        using var ca = CertificateMaker.MakeCa(caKey, "somebody", now);
        using var made = CertificateMaker.MakeServer(ca, key, ["localhost"], now);
        File.WriteAllText(File1, made.ExportCertificatePem() + "\n" + ca.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.SetLastWriteTimeUtc(File1, now.UtcDateTime.AddMinutes(minute));
        return made.Thumbprint;
    }
}
