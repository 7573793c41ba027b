using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing.Vdsm;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>The certificate by which VDSM knows the engine, as it ages.</summary>
public sealed class VdsmCertificateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_that_has_expired_stops_hosts_with_VDSM_only_and_is_told_of()
    {
        using var authority = new TestAuthority();
        using var old = authority.Issue("engine", isExpired: true);
        using var files = new VdsmFiles(authority, old);
        await using var engine = await EngineUnderTest.StartAsync(new EngineSettings
        {
            More = new Dictionary<string, string> { ["Vdsm:CertificateFile"] = files.Certificate, ["Vdsm:KeyFile"] = files.Key, ["Vdsm:AuthorityFile"] = files.Authority },
        });
        var site = await SimulatedSite.CreateAsync(engine, "v");

        (await engine.Client.PostAsync("/clusters", "<cluster><name>far</name></cluster>")).Expect(201);
        var host = (await engine.Client.PostAsync("/hosts", "<host><name>far1</name><address>127.0.0.1</address><transport>vdsm</transport><cluster><name>far</name></cluster></host>"))
            .Expect(201).Xml.Attribute("href")!.Value;

        var shown = await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync(host)).Expect(200).Xml, static shown => shown.Element("status_detail")?.Value.Contains("has expired on", StringComparison.Ordinal) == true, Patience);
        Assert.Contains("Vdsm:CertificateFile", shown.Element("status_detail")!.Value, StringComparison.Ordinal);
        await site.HostsAsync("up", "up", "up");
        var told = await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync("/events?search=type%3D10953")).Expect(200).Xml.Elements().ToList(), static told => told.Count > 0, Patience);
        Assert.Equal("error", Assert.Single(told).Element("severity")!.Value);
    }

    [Fact]
    public async Task One_of_the_engines_own_CA_is_renewed_while_the_engine_runs()
    {
        var folder = TestFolder.Create();
        var tls = Directory.CreateDirectory(Path.Combine(folder, "tls")).FullName;
        using var key = RSA.Create(3072);
        await File.WriteAllTextAsync(Path.Combine(tls, "ca.key"), key.ExportPkcs8PrivateKeyPem());
        var certificate = Path.Combine(tls, "engine.pem");
        var settings = new Dictionary<string, string> { ["Vdsm:CertificateFile"] = certificate, ["Vdsm:AuthorityFile"] = Path.Combine(tls, "ca.pem") };

        await using (await EngineUnderTest.StartAsync(new EngineSettings { DataFolder = folder, More = settings }))
            await Eventually.GetAsync(() => Task.FromResult(File.Exists(certificate)), static exists => exists, Patience);

        using var made = X509Certificate2.CreateFromPemFile(certificate);
        Assert.True(made.HasPrivateKey && made.NotAfter > TimeProvider.System.GetUtcNow().LocalDateTime.AddDays(300));
        Directory.Delete(folder, recursive: true);
    }
}
