using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GlusterEngine.Vds.Ssh;

namespace GlusterEngine.Testing.Ssh;

/// <summary>
/// A real sshd on 127.0.0.1 with a host key and a configuration of its own, which lets in the account of the tests. Behind the guard a shell script stands
/// in gluster's place.
/// </summary>
public sealed class TestSshd : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("test-sshd-");
    private readonly List<string> _frozen = [];
    private Process? _process;

    public TestSshd()
    {
        Port = TestPorts.Next();
        Directory.CreateDirectory(PathOf("bin"));
        ProgramFile.Write(Guard, SshGuard.Script.Replace("PATH=/usr/local/sbin", $"PATH={PathOf("bin")}:/usr/local/sbin", StringComparison.Ordinal));
        GenerateHostKey();
    }

    public int Port { get; }

    /// <summary>The guard on this host.</summary>
    public string Guard => PathOf("glusterengine-ssh-guard");

    /// <summary>The key that the host shows.</summary>
    public SshHostKey HostKey => SshHostKey.TryParse(File.ReadAllText(PathOf("host_key.pub")), out var key) ? key : throw new InvalidOperationException("The host key cannot be read.");

    /// <summary>A place for what the stand-in for gluster leaves behind.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The way to this host.</summary>
    public SshTarget Target(SshHostKey? hostKey, bool usesSudo = false) => new("127.0.0.1", Environment.UserName, Port, usesSudo, hostKey);

    /// <summary>What stands in gluster's place.</summary>
    public void SetGluster(string script) => ProgramFile.Write(PathOf("bin/gluster"), "#!/bin/bash\n" + script);

    /// <summary>What stands in sudo's place.</summary>
    public void SetSudo(string script) => ProgramFile.Write(PathOf("bin/sudo"), "#!/bin/bash\n" + script);

    /// <summary>Lets a key in, restricted to the guard or to nothing.</summary>
    public void Authorize(string publicKey, bool isRestricted = true) =>
        File.WriteAllText(PathOf("authorized_keys"), (isRestricted ? SshGuard.AuthorizedKeysLine(publicKey, Guard) : publicKey) + "\n");

    /// <summary>Another key, as after an installation anew. Counts from the next start on.</summary>
    public void GenerateHostKey()
    {
        File.Delete(PathOf("host_key"));
        File.Delete(PathOf("host_key.pub"));
        using var keygen = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", PathOf("host_key")]);
        keygen.WaitForExit();
    }

    public async Task StartAsync()
    {
        // Where sshd locks itself in; the package makes it at the machine's start.
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
        // A bash that is not the first one leaves the account's ~/.bashrc alone, which may take any time, or hang after a run of it was killed.
        await File.WriteAllTextAsync(PathOf("sshd_config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {PathOf("host_key")}
            PidFile none
            AuthorizedKeysFile {PathOf("authorized_keys")}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            SetEnv SHLVL=1
            """));
        _process = Process.Start(new ProcessStartInfo(SshRequirements.Sshd, ["-D", "-f", PathOf("sshd_config"), "-E", PathOf("log")]) { UseShellExecute = false })!;
        await Eventually.GetAsync(IsListeningAsync, static listens => listens, Patience);
    }

    /// <summary>Ends sshd and all its connections, as a power cut does.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Stops the guards that run now, as on a host that hangs while its network still answers.</summary>
    public void FreezeGuards()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(IsGuard))
        {
            _frozen.Add(Path.GetFileName(folder));
            Signal("STOP", _frozen[^1]);
        }
    }

    public void Dispose()
    {
        foreach (var process in _frozen) Signal("CONT", process);
        Kill();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsListeningAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"sshd ended: {await File.ReadAllTextAsync(PathOf("log"))}");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool IsGuard(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0') is ["/bin/sh", var script, ..] && script == Guard;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or the folder is not one of a process.
            return false;
        }
    }

    private static void Signal(string name, string process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process]);
        kill.WaitForExit();
    }
}
