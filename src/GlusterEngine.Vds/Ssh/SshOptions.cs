using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Settings of the <c>ssh</c> transport; section <c>Ssh</c>.</summary>
public sealed class SshOptions
{
    /// <summary>The OpenSSH client: a path or a name searched in PATH. Default ssh.</summary>
    [Required]
    public string Program { get; set; } = "ssh";

    /// <summary>The program that makes the engine's key: a path or a name searched in PATH. Default ssh-keygen.</summary>
    [Required]
    public string KeygenProgram { get; set; } = "ssh-keygen";

    /// <summary>Folder of the engine's key, made when missing. Default $GLUSTERENGINE_DATA/ssh.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Configuration file of the client, with jump hosts, aliases and further keys. Default null: that of the account the engine runs as.</summary>
    public string? ConfigFile { get; set; }

    /// <summary>Where <c>glusterengine-ssh-guard</c> is on the hosts. Default /usr/local/sbin/glusterengine-ssh-guard.</summary>
    [Required]
    [RegularExpression("^/[A-Za-z0-9._/-]+$", ErrorMessage = "Ssh:GuardProgram has to be an absolute path of letters, digits, '.', '_', '-' and '/'.")]
    public string GuardProgram { get; set; } = "/usr/local/sbin/glusterengine-ssh-guard";

    /// <summary>How long a connection, or the beginning of a command on it, may take, seconds, 1 to 120. Default 10.</summary>
    [Range(1, 120)]
    public int ConnectSeconds { get; set; } = 10;

    /// <summary>Commands at the same time on the connection to a host, 1 to 1000; further ones wait. Default 8: sshd takes ten (its MaxSessions), of which one keeps the connection.</summary>
    [Range(1, 1000)]
    public int SessionsPerHost { get; set; } = 8;
}
