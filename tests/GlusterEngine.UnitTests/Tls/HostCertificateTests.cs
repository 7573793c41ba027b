using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GlusterEngine.Server.Tls;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Vdsm.Connection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Tls;

/// <summary>Certificates of the engine's own CA for the VDSM of hosts.</summary>
public sealed class HostCertificateTests : IDisposable
{
    private const string Name = "gluster1.example";

    private readonly string folder = TestFolder.Create();
    private readonly HostFiles files;

    public HostCertificateTests() => files = new(Path.Combine(folder, "hosts", Name));

    private CertificateFolder Certificates => new(Path.Combine(folder, "tls"), "machine", ["localhost"]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sslserver", Name, "")]
    [InlineData("sslserver", "", "192.0.2.11")]
    [InlineData("sslclient", "", "")]
    public async Task OpenSSL_takes_it_for_the_hosts_names_on_both_sides_of_a_connection(string purpose, string name, string address)
    {
        await IssueAsync();

        List<string> command = ["openssl", "verify", "-x509_strict", "-CAfile", files.Ca, "-purpose", purpose];
        if (name.Length > 0) command.AddRange(["-verify_hostname", name]);
        if (address.Length > 0) command.AddRange(["-verify_ip", address]);
        Assert.Equal((0, $"{files.Certificate}: OK\n"), await RunAsync([.. command, files.Certificate]));
        Assert.NotEqual(0, (await RunAsync([.. command, "-verify_hostname", "gluster2.example", files.Certificate])).Code);
    }

    [Fact]
    public async Task The_key_is_the_certificates_and_OpenSSL_takes_the_engines_for_a_client_only()
    {
        await IssueAsync();

        Assert.Equal(await RunAsync(["openssl", "x509", "-noout", "-pubkey", "-in", files.Certificate]), await RunAsync(["openssl", "pkey", "-pubout", "-in", files.Key]));
        Assert.Equal(0, (await RunAsync(["openssl", "verify", "-CAfile", files.Ca, "-purpose", "sslclient", Certificates.ClientFile])).Code);
        Assert.NotEqual(0, (await RunAsync(["openssl", "verify", "-CAfile", files.Ca, "-purpose", "sslserver", Certificates.ClientFile])).Code);
    }

    [Fact]
    public async Task Nobody_else_may_read_them_and_nothing_is_overwritten_without_being_told()
    {
        await IssueAsync();
        var before = await File.ReadAllTextAsync(files.Key);

        Assert.All(files.All.Append(Certificates.ClientFile), static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Contains("--replace", (await Assert.ThrowsAsync<CertificateException>(() => IssueAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(files.Key));
        var engine = await File.ReadAllTextAsync(Certificates.ClientFile);

        await IssueAsync(replaces: true);

        Assert.NotEqual(before, await File.ReadAllTextAsync(files.Key));
        Assert.Equal(engine, await File.ReadAllTextAsync(Certificates.ClientFile));
        File.Delete(files.Key);
        await Assert.ThrowsAsync<CertificateException>(() => IssueAsync());
        Assert.False(File.Exists(files.Key));
    }

    [Fact]
    public void What_is_no_name_makes_no_certificate() =>
        Assert.Contains("'../x'", Assert.Throws<CertificateException>(() => ServerNames.OfHost(["h", "../x"])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_VDSM_with_it_and_an_engine_of_the_same_ca_take_each_other()
    {
        await IssueAsync("127.0.0.1");
        await using var server = new VdsmServer(
            IPAddress.Loopback, port: 0, Loaded(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key)), X509CertificateLoader.LoadCertificateFromFile(files.Ca), EchoAsync);
        await using var links = LinksTo(server.Port);

        Assert.IsType<VdsmAnswer.Result>(await links.To("127.0.0.1").CallAsync(new("Test.echo"), TimeSpan.FromSeconds(10), CancellationToken.None));
    }

    [Fact]
    public async Task A_VDSM_whose_certificate_is_for_another_host_is_not_talked_to_where_names_count()
    {
        await IssueAsync();
        await using var server = new VdsmServer(
            IPAddress.Loopback, port: 0, Loaded(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key)), X509CertificateLoader.LoadCertificateFromFile(files.Ca), EchoAsync);
        await using var links = LinksTo(server.Port);

        var answer = Assert.IsType<VdsmAnswer.NotSent>(await links.To("127.0.0.1").CallAsync(new("Test.echo"), TimeSpan.FromSeconds(10), CancellationToken.None));
        Assert.Contains("does not name the address", answer.Reason, StringComparison.Ordinal);
    }

    private Task<DateTimeOffset> IssueAsync(string address = "192.0.2.11", bool replaces = false) =>
        Certificates.IssueHostAsync([Name, address], files.Folder, replaces, TimeProvider.System, CancellationToken.None);

    private VdsmLinks LinksTo(int port)
    {
        var options = Options.Create(new VdsmOptions { CertificateFile = Certificates.ClientFile, AuthorityFile = Certificates.CaFile, VerifyHostName = true, Port = port, ConnectSeconds = 5 });
        return new(new TlsDialer(options, TimeProvider.System), options, TimeProvider.System, NullLogger<VdsmLinks>.Instance);
    }

    private static Task<VdsmServerReply> EchoAsync(string method, JsonObject parameters) => Task.FromResult(new VdsmServerReply(JsonValue.Create(method)));

    // A round through PKCS #12 gives the key to the certificate itself.
    private static X509Certificate2 Loaded(X509Certificate2 bare) => X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), password: null);

    private static async Task<(int Code, string Output)> RunAsync(string[] command)
    {
        var run = await ProgramRun.RunAsync(command);
        return (run.ExitCode, run.Output);
    }
}
