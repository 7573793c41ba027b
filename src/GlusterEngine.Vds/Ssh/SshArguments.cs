using System.Globalization;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Command lines of the OpenSSH client. Pure.</summary>
internal static class SshArguments
{
    /// <summary>Under which name the host's key stands in the file of known hosts, so that address, port and jump hosts do not matter.</summary>
    public const string KeyAlias = "glusterengine-host";

    // The client looks for them only while it is given no other; it leaves out what is not there.
    private static readonly string[] UsersOwn = ["id_ed25519", "id_ecdsa", "id_rsa"];

    /// <summary>Opens the connection that the sessions share, and holds it.</summary>
    /// <param name="options">Programs and times.</param>
    /// <param name="target">Where to.</param>
    /// <param name="files">The socket to make, the file of known hosts, and the engine's key.</param>
    /// <param name="isKeyAlone">Whether no other key is offered than the engine's and those of the client's configuration.</param>
    public static IReadOnlyList<string> Master(SshOptions options, SshTarget target, (string Socket, string KnownHosts, string Identity) files, bool isKeyAlone) =>
    [
        .. Common(options), .. Strict(files.KnownHosts), "-i", files.Identity,
        .. isKeyAlone ? ["-o", "IdentitiesOnly=yes"] : UsersOwn.SelectMany(static name => (string[])["-o", $"IdentityFile=~/.ssh/{name}"]),
        "-M", "-S", files.Socket, "-o", "ControlPersist=no", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3",
        .. Destination(target), Command(options, target),
    ];

    /// <summary>A session on an open connection; it never opens one of its own.</summary>
    public static IReadOnlyList<string> Session(SshOptions options, SshTarget target, string socket) =>
        [.. Common(options), "-S", socket, "-o", "ControlMaster=no", "-o", "ProxyCommand=false", .. Destination(target), Command(options, target)];

    /// <summary>
    /// Asks for the host's key and logs in nowhere: the client writes the key down and fails. Not by ssh-keyscan, which knows neither the client's
    /// configuration nor its jump hosts.
    /// </summary>
    public static IReadOnlyList<string> ReadKey(SshOptions options, SshTarget target, string knownHosts) =>
    [
        .. Common(options), .. KnownHosts(knownHosts), "-o", "StrictHostKeyChecking=accept-new", "-o", "PreferredAuthentications=none", "-o", "IdentitiesOnly=yes",
        "-S", "none", .. Destination(target), "true",
    ];

    /// <summary>What a file of known hosts says of the one key by which a host is recognised.</summary>
    public static string KnownHostsLine(SshHostKey key) => $"{KeyAlias} {key}\n";

    private static string Command(SshOptions options, SshTarget target) => target.UsesSudo ? $"{options.GuardProgram} sudo" : options.GuardProgram;

    private static string[] Common(SshOptions options) =>
    [
        .. options.ConfigFile is { } file ? (string[])["-F", file] : [],
        "-T", "-a", "-x", "-e", "none", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "ClearAllForwardings=yes", "-o", "PermitLocalCommand=no",
        "-o", "RemoteCommand=none", "-o", "Tunnel=no", "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={options.ConnectSeconds}"),
    ];

    private static string[] Strict(string knownHosts) => [.. KnownHosts(knownHosts), "-o", "StrictHostKeyChecking=yes"];

    private static string[] KnownHosts(string file) =>
    [
        "-o", $"UserKnownHostsFile={file}", "-o", "GlobalKnownHostsFile=/dev/null", "-o", $"HostKeyAlias={KeyAlias}",
        "-o", "UpdateHostKeys=no", "-o", "CheckHostIP=no", "-o", "VerifyHostKeyDNS=no", "-o", "HashKnownHosts=no", "-o", "NoHostAuthenticationForLocalhost=no",
        // Clients before 8.5 do not know it.
        "-o", "IgnoreUnknown=KnownHostsCommand", "-o", "KnownHostsCommand=none",
    ];

    private static string[] Destination(SshTarget target) =>
    [
        .. target.User is { } user ? (string[])["-l", user] : [],
        .. target.Port is { } port ? (string[])["-p", port.ToString(CultureInfo.InvariantCulture)] : [],
        "--", target.Address,
    ];
}
