namespace GlusterEngine.Testing.Ssh;

/// <summary>Whether a real sshd can run here. In continuous integration it must.</summary>
public static class SshRequirements
{
    /// <summary>OpenSSH's server; it starts by its absolute path only.</summary>
    public const string Sshd = "/usr/sbin/sshd";

    /// <summary>Why it cannot; null when it can, or must.</summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" || File.Exists(Sshd) ? null : $"A real sshd needs {Sshd} (Debian's package openssh-server).";
}
