using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Server.Tls;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tls;

/// <summary>The API over TLS, as clients see it.</summary>
public sealed class TlsTests(TlsEngine tls) : IClassFixture<TlsEngine>
{
    private const string CaPath = "/ovirt-engine/services/pki-resource?resource=ca-certificate&format=X509-PEM-CA";

    [Fact]
    public async Task The_ca_is_had_without_a_log_in_and_is_all_that_a_client_has_to_trust()
    {
        var file = Path.Combine(tls.Folder, "downloaded.pem");
        Assert.Equal(0, (await ProgramRun.RunAsync(["curl", "-sS", "--insecure", "--fail", "-o", file, tls.Root + CaPath])).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(tls.Engine.CaFile), await File.ReadAllTextAsync(file));
        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        foreach (var host in new[] { "localhost", "127.0.0.1" })
        {
            using var http = EngineClient.Connect(new UriBuilder(tls.Engine.Address) { Host = host }.Uri, file);
            Assert.Equal(200, (await new EngineClient(http).GetAsync("/clusters")).Code);
        }

        using var stranger = EngineClient.Connect(tls.Engine.Address);
        await Assert.ThrowsAsync<HttpRequestException>(() => new EngineClient(stranger).GetAsync("/clusters"));
    }

    [Fact]
    public async Task Curl_comes_in_with_the_ca_and_only_with_it()
    {
        string[] ask = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{http_version}", "-u", $"admin@internal:{EngineSettings.Password}", tls.Root + "/ovirt-engine/api"];

        var trusting = await ProgramRun.RunAsync([.. ask, "--cacert", tls.Engine.CaFile]);
        Assert.Equal((0, "200 1.1"), (trusting.ExitCode, trusting.Output));
        Assert.Equal(60, (await ProgramRun.RunAsync(ask)).ExitCode);
    }

    [Theory]
    [InlineData("-tls1_2", true)]
    [InlineData("-tls1_3", true)]
    [InlineData("-tls1_1", false)]
    public async Task Only_the_two_last_versions_of_tls_are_spoken(string version, bool isSpoken)
    {
        var run = await ProgramRun.RunAsync(
        [
            "openssl", "s_client", "-connect", tls.Engine.Address.Authority, "-CAfile", tls.Engine.CaFile, "-verify_return_error", "-verify_ip", "127.0.0.1",
            "-alpn", "h2,http/1.1", "-cipher", "DEFAULT@SECLEVEL=0", version,
        ]);

        Assert.Equal(isSpoken, run.ExitCode == 0);
        if (!isSpoken) return;
        Assert.Contains("Verify return code: 0 (ok)", run.Output, StringComparison.Ordinal);
        Assert.Contains("ALPN protocol: http/1.1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_served_in_clear()
    {
        using var http = EngineClient.Connect(new UriBuilder(tls.Engine.Address) { Scheme = "http" }.Uri);

        await Assert.ThrowsAsync<HttpRequestException>(() => new EngineClient(http).GetAsync("/health/live"));
    }

    [Fact]
    public async Task The_certificate_has_the_names_of_the_machine_and_of_the_settings()
    {
        using var client = new TcpClient(tls.Engine.Address.Host, tls.Engine.Address.Port);
        await using var stream = new System.Net.Security.SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = "gluster.example",
            CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(tls.Engine.CaFile)) },
            },
        });

        using var shown = X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
        Assert.Superset(new HashSet<string> { "localhost", "127.0.0.1", "::1", "gluster.example", "192.0.2.7", Dns.GetHostName().ToLowerInvariant() }, ServerNames.In(shown).ToHashSet());
    }

    [Fact]
    public async Task The_keys_are_for_the_engine_only_and_a_session_cookie_for_tls_only()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = Path.GetDirectoryName(tls.Engine.CaFile)!;
        foreach (var file in Directory.GetFiles(folder).Where(static file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal)))
            Assert.Equal(ownerOnly, File.GetUnixFileMode(file));
        Assert.Equal(["ca.key", "server.pem"], Directory.GetFiles(folder).Where(static file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var answer = await tls.Engine.Client.SendAsync(HttpMethod.Get, "", change: static request => request.Headers.Add("Prefer", "persistent-auth"));
        Assert.Contains("; secure;", answer.Headers["Set-Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_start_shows_the_same_certificate()
    {
        await using var engine = await EngineProcess.StartAsync(new() { IsTls = true });
        var files = Directory.GetFiles(Path.GetDirectoryName(engine.CaFile)!).ToDictionary(static file => file, File.ReadAllText);

        await engine.StopAsync();
        await engine.StartAgainAsync();

        Assert.Equal(200, (await engine.Client.GetAsync("")).Code);
        Assert.Equal(files, Directory.GetFiles(Path.GetDirectoryName(engine.CaFile)!).ToDictionary(static file => file, File.ReadAllText));
    }

    [Theory]
    [InlineData("server.pem", null)]
    [InlineData("server.pfx", "the password of the file")]
    public async Task A_certificate_of_the_settings_is_shown(string name, string? password)
    {
        var folder = TestFolder.Create();
        try
        {
            using var caKey = RSA.Create(2048);
            using var key = RSA.Create(2048);
            using var ca = CertificateMaker.MakeCa(caKey, "somebody", TimeProvider.System.GetUtcNow());
            using var made = CertificateMaker.MakeServer(ca, key, ["127.0.0.1"], TimeProvider.System.GetUtcNow());
            using var whole = made.CopyWithPrivateKey(key);
            var settings = new Dictionary<string, string> { ["Tls:CertificateFile"] = Path.Combine(folder, name), ["Tls:CaFile"] = Path.Combine(folder, "ca.pem") };
            await File.WriteAllTextAsync(settings["Tls:CaFile"], ca.ExportCertificatePem());
            if (password is null)
            {
                await File.WriteAllTextAsync(settings["Tls:CertificateFile"], made.ExportCertificatePem());
                await File.WriteAllTextAsync(settings["Tls:KeyFile"] = Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
            }
            else
            {
                await File.WriteAllBytesAsync(settings["Tls:CertificateFile"], whole.Export(X509ContentType.Pkcs12, password));
                await File.WriteAllTextAsync(settings["Tls:PasswordFile"] = Path.Combine(folder, "password"), password + "\n");
            }

            await using var engine = await EngineProcess.StartAsync(new() { IsTls = true, More = settings });

            Assert.Equal(200, (await engine.Client.GetAsync("")).Code);
            Assert.Equal(ca.ExportCertificatePem(), (await engine.Client.As(null).SendAsync(HttpMethod.Get, CaPath)).Expect(200).Body);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_tls_there_is_no_ca_which_is_said_in_clear_words()
    {
        await using var engine = await EngineUnderTest.StartAsync();

        var answer = await engine.Client.As(null).SendAsync(HttpMethod.Get, CaPath);
        Assert.Equal((404, "This engine does not use TLS, so there is no CA certificate. Start it with TLS on to get one."), (answer.Code, answer.Body));
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
        Assert.Equal(400, (await engine.Client.As(null).SendAsync(HttpMethod.Get, "/ovirt-engine/services/pki-resource?resource=engine-certificate")).Code);
    }

    [Theory]
    [InlineData("Tls__CertificateFile", "/nowhere/server.pem", "The certificate cannot be read from /nowhere/server.pem: ")]
    [InlineData("Tls__Names", "good.example,not good", "Tls:Names holds 'not good', which is neither a host name nor an IP address; separate names by commas.")]
    public async Task Settings_that_cannot_be_are_told_in_one_line(string name, string value, string problem)
    {
        var folder = TestFolder.Create();
        try
        {
            var run = await ProgramRun.RunAsync(
                ["dotnet", Path.Combine(AppContext.BaseDirectory, "GlusterEngine.Server.dll")],
                environment: new Dictionary<string, string> { ["GLUSTERENGINE_DATA"] = folder, ["Tls__Enabled"] = "true", [name] = value });

            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith($"GlusterEngine cannot start: {problem}", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', run.Error.Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
