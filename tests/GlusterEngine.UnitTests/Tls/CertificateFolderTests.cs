using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Server.Tls;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.UnitTests.Tls;

/// <summary>The engine's own CA and certificate over the years.</summary>
public sealed class CertificateFolderTests : IDisposable
{
    private readonly string _folder = TestFolder.Create();
    private readonly VirtualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_certificate_is_renewed_a_month_before_its_end_and_the_ca_stays()
    {
        var (first, ca) = await TakeAsync();
        _time.Advance(TimeSpan.FromDays(360));
        Assert.Equal(first.Thumbprint, (await TakeAsync()).Server.Thumbprint);

        _time.Advance(TimeSpan.FromDays(8));
        var (second, same) = await TakeAsync();

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.Equal(ca.Thumbprint, same.Thumbprint);
        Assert.True(Trusts(ca, second) && second.HasPrivateKey);
        Assert.True(second.NotAfter.ToUniversalTime() > _time.GetUtcNow().UtcDateTime.AddDays(390));
    }

    [Fact]
    public async Task The_ca_is_renewed_before_it_ends_under_its_key_so_that_what_it_signed_stays_good()
    {
        var (_, old) = await TakeAsync();
        _time.Advance(TimeSpan.FromDays(3300));

        var (server, renewed) = await TakeAsync();

        Assert.NotEqual(old.Thumbprint, renewed.Thumbprint);
        Assert.Equal(old.GetPublicKeyString(), renewed.GetPublicKeyString());
        Assert.True(Trusts(old, server) && Trusts(renewed, server));
    }

    [Fact]
    public async Task Another_name_takes_another_certificate_and_one_less_does_not()
    {
        var (first, ca) = await TakeAsync("host1");
        var (more, same) = await TakeAsync("host1", "gluster.example");

        Assert.NotEqual(first.Thumbprint, more.Thumbprint);
        Assert.Equal(ca.Thumbprint, same.Thumbprint);
        Assert.Contains("gluster.example", ServerNames.In(more));
        Assert.Equal(more.Thumbprint, (await TakeAsync("host1")).Server.Thumbprint);
    }

    [Fact]
    public async Task Several_engines_on_one_folder_have_one_certificate()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new CertificateFolder(_folder, "m", ["localhost"]).TakeAsync(TimeProvider.System, CancellationToken.None)));

        Assert.Single(taken.Select(static pair => pair.Server.Thumbprint).Distinct());
        Assert.Single(taken.Select(static pair => pair.Ca.Thumbprint).Distinct());
    }

    [Fact]
    public async Task The_engines_certificate_for_VDSM_is_renewed_a_month_before_its_end_and_at_once_where_it_is_missing()
    {
        var certificates = new CertificateFolder(_folder, "machine", ["localhost"]);
        Assert.False(certificates.IsOwnClient(certificates.ClientFile));
        var (_, ca) = await TakeAsync();
        Assert.True(certificates.IsOwnClient(certificates.ClientFile));
        Assert.False(certificates.IsOwnClient(Path.Combine(_folder, "server.pem")));

        Assert.True(await certificates.RenewClientAsync(_time, CancellationToken.None));
        using var first = X509Certificate2.CreateFromPemFile(certificates.ClientFile);
        _time.Advance(TimeSpan.FromDays(360));
        Assert.False(await certificates.RenewClientAsync(_time, CancellationToken.None));

        _time.Advance(TimeSpan.FromDays(8));
        Assert.True(await certificates.RenewClientAsync(_time, CancellationToken.None));
        using var second = X509Certificate2.CreateFromPemFile(certificates.ClientFile);
        Assert.True(Trusts(ca, second) && second.HasPrivateKey);
        Assert.True(second.NotAfter > first.NotAfter.AddDays(360));
    }

    [Fact]
    public async Task A_key_that_was_lost_is_named()
    {
        await TakeAsync();
        File.Delete(Path.Combine(_folder, "ca.key"));

        var problem = await Assert.ThrowsAsync<CertificateException>(() => TakeAsync());

        Assert.Contains("ca.key", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_making_was_broken_off_is_completed()
    {
        await TakeAsync();
        File.Delete(Path.Combine(_folder, "ca.pem"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.pem.new"), "half");

        var (server, ca) = await TakeAsync();

        Assert.True(Trusts(ca, server));
    }

    private Task<(X509Certificate2 Server, X509Certificate2 Ca)> TakeAsync(params string[] names) =>
        new CertificateFolder(_folder, "machine", names.Length == 0 ? ["localhost"] : names).TakeAsync(_time, CancellationToken.None);

    private bool Trusts(X509Certificate2 ca, X509Certificate2 server)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        return chain.Build(server);
    }
}
