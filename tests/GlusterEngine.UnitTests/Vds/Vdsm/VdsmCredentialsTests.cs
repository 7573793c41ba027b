using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Vdsm.Tls;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>The files of section Vdsm, as each connection reads them, and the settings that name them.</summary>
public sealed class VdsmCredentialsTests : IDisposable
{
    private const string Password = "between us";

    private readonly TestAuthority authority = new();
    private readonly X509Certificate2 engine;
    private readonly VdsmFiles files;

    public VdsmCredentialsTests()
    {
        engine = authority.Issue("engine");
        files = new(authority, engine);
    }

    private VdsmOptions Pem => new() { CertificateFile = files.Certificate, KeyFile = files.Key, AuthorityFile = files.Authority };

    public void Dispose()
    {
        files.Dispose();
        engine.Dispose();
        authority.Dispose();
    }

    [Fact]
    public void A_certificate_and_its_key_in_PEM_are_taken()
    {
        Assert.Null(Refusal(Pem));

        using var credentials = VdsmCredentials.Load(Pem);
        Assert.Equal((engine.Thumbprint, true), (credentials.Certificate.Thumbprint, credentials.Certificate.HasPrivateKey));
        Assert.Single(credentials.Authorities);
    }

    [Fact]
    public void One_file_may_hold_certificate_and_key()
    {
        var both = files.Write("both.pem", File.ReadAllText(files.Certificate) + "\n" + File.ReadAllText(files.Key));

        Assert.Null(Refusal(new() { CertificateFile = both, AuthorityFile = files.Authority }));
    }

    [Fact]
    public void A_key_with_a_password_is_opened_by_the_password_file()
    {
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var key = files.Write("secret.key", engine.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(Password, parameters));

        Assert.Null(Refusal(new() { CertificateFile = files.Certificate, KeyFile = key, AuthorityFile = files.Authority, PasswordFile = files.Write("password", Password + "\n") }));
        Assert.StartsWith($"Vdsm:KeyFile '{key}' cannot be used: ", Refusal(new() { CertificateFile = files.Certificate, KeyFile = key, AuthorityFile = files.Authority, PasswordFile = files.Write("wrong", "guess") }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_PKCS12_file_is_opened_by_the_password_file()
    {
        var store = files.Write("engine.p12", engine.Export(X509ContentType.Pkcs12, Password));

        Assert.Null(Refusal(new() { CertificateFile = store, AuthorityFile = files.Authority, PasswordFile = files.Write("password", Password) }));
        Assert.StartsWith($"Vdsm:CertificateFile '{store}' cannot be used: ", Refusal(new() { CertificateFile = store, AuthorityFile = files.Authority }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("password")]
    [InlineData("store")]
    public void A_secret_that_other_accounts_may_read_is_refused(string what)
    {
        var password = files.Write("password", Password);
        var store = files.Write("engine.p12", engine.Export(X509ContentType.Pkcs12, Password));
        var (options, setting, open) = what switch
        {
            "key" => (Pem, "Vdsm:KeyFile", files.Key),
            "password" => (new() { CertificateFile = store, AuthorityFile = files.Authority, PasswordFile = password }, "Vdsm:PasswordFile", password),
            _ => (new VdsmOptions { CertificateFile = store, AuthorityFile = files.Authority, PasswordFile = password }, "Vdsm:CertificateFile", store),
        };
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal($"{setting} '{open}' cannot be used: it holds a secret and other accounts may use it; chmod 600.", Refusal(options));
    }

    [Fact]
    public void Every_missing_or_wrong_file_is_named()
    {
        Assert.StartsWith("Vdsm:CertificateFile '/no/such.pem' cannot be used: ", Refusal(new() { CertificateFile = "/no/such.pem", AuthorityFile = files.Authority }), StringComparison.Ordinal);
        Assert.Contains("it holds no certificate in PEM", Refusal(new() { CertificateFile = files.Certificate, KeyFile = files.Key, AuthorityFile = files.Key }), StringComparison.Ordinal);
        Assert.StartsWith($"Vdsm:KeyFile '{files.Authority}' cannot be used: ", Refusal(new() { CertificateFile = files.Certificate, KeyFile = files.Authority, AuthorityFile = files.Authority }), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_make_no_sense_beside_each_other_are_refused_at_the_start_and_files_are_not()
    {
        Assert.StartsWith("Vdsm:AuthorityFile is missing", AtStart(new() { CertificateFile = files.Certificate, KeyFile = files.Key }), StringComparison.Ordinal);
        Assert.StartsWith("Vdsm:CertificateFile is missing although", AtStart(new() { AuthorityFile = files.Authority }), StringComparison.Ordinal);
        Assert.Null(AtStart(new() { CertificateFile = "/no/such.pem", AuthorityFile = files.Authority }));
        Assert.Null(AtStart(new()));
    }

    [Fact]
    public void A_key_that_belongs_to_another_certificate_is_refused()
    {
        using var other = authority.Issue("other");
        var key = files.Write("other.key", other.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.StartsWith($"Vdsm:KeyFile '{key}' cannot be used: ", Refusal(new() { CertificateFile = files.Certificate, KeyFile = key, AuthorityFile = files.Authority }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_is_refused()
    {
        using var old = authority.Issue("engine", isExpired: true);
        var certificate = files.Write("old.pem", old.ExportCertificatePem());
        var key = files.Write("old.key", old.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.Contains("has expired on", Refusal(new() { CertificateFile = certificate, KeyFile = key, AuthorityFile = files.Authority }), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_file_the_transport_is_switched_off() => Assert.Null(VdsmCertificate.Look(new(), TimeProvider.System.GetUtcNow()));

    private static string? Refusal(VdsmOptions options) => VdsmCertificate.Look(options, TimeProvider.System.GetUtcNow())!.Problem;

    private static string? AtStart(VdsmOptions options) => new VdsmOptionsValidation().Validate(Options.DefaultName, options).FailureMessage;
}
