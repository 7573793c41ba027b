using System.CommandLine;
using System.Net;
using System.Security.Cryptography;

namespace GlusterEngine.Server.Tls;

/// <summary><c>host-cert NAME..</c>: the engine's own CA signs a certificate for the VDSM of a host, without an engine being started.</summary>
internal static class HostCertificateCommandLine
{
    /// <param name="args">With "host-cert" as the first.</param>
    /// <returns>The exit code of the process: 0 when it was done, 1 when not.</returns>
    public static Task<int> RunAsync(string[] args) => new RootCommand("GlusterEngine") { HostCertificate() }.Parse(args).InvokeAsync();

    private static Command HostCertificate()
    {
        var names = new Argument<string[]>("name") { Description = "Names and addresses of the host, the one it is called by first.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--folder") { Description = "Folder for key and certificate; by default tls/hosts/NAME in $GLUSTERENGINE_DATA." };
        var replace = new Option<bool>("--replace") { Description = "Overwrite those that are there." };
        var command = new Command("host-cert", "Makes key and certificate for the VDSM of a host, signed by the engine's own CA.") { names, folder, replace };
        command.SetAction((given, token) => IssueAsync(given.GetValue(names)!, given.GetValue(folder), given.GetValue(replace), token));
        return command;
    }

    private static async Task<int> IssueAsync(string[] names, string? folder, bool replaces, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var options = configuration.GetSection(TlsOptions.Section).Get<TlsOptions>() ?? new();
            var tls = Path.Combine(DataFolder.Of(configuration).Path, "tls");
            var hostNames = ServerNames.OfHost(names);
            var files = new HostFiles(Path.GetFullPath(folder ?? Path.Combine(tls, "hosts", hostNames[0])));
            var certificates = new CertificateFolder(tls, Dns.GetHostName(), ServerNames.Of(Dns.GetHostName(), options.Names));
            var ends = await certificates.IssueHostAsync(hostNames, files.Folder, replaces, TimeProvider.System, cancellationToken);
            Console.WriteLine($"""
                Key and certificate of {hostNames[0]} are in {files.Folder}, valid until {ends:yyyy-MM-dd}. On the host:
                  {files.Key} -> /etc/pki/vdsm/keys/vdsmkey.pem
                  {files.Certificate} -> /etc/pki/vdsm/certs/vdsmcert.pem
                  {files.Ca} -> /etc/pki/vdsm/certs/cacert.pem
                all for user vdsm, group kvm, the key with mode 0440; then restart vdsmd. The engine:
                  Vdsm__CertificateFile={certificates.ClientFile}
                  Vdsm__AuthorityFile={certificates.CaFile}
                """);
            return 0;
        }
        catch (Exception exception) when (exception is CertificateException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
