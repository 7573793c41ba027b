using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>Settings of the transport <c>vdsm</c>; section <c>Vdsm</c>. Without <see cref="CertificateFile"/> the transport is switched off.</summary>
public sealed class VdsmOptions
{
    /// <summary>The engine's certificate, which VDSM asks for: PEM, or PKCS #12 when the name ends in .p12 or .pfx. Read anew for each connection. Default: none.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Its private key in PEM, mode 0600 or stricter. Default: none, which means that the certificate file holds the key too and has that mode itself.</summary>
    public string? KeyFile { get; set; }

    /// <summary>File with the password of the key or of the PKCS #12 file, mode 0600 or stricter; a newline at its end does not count. Default: none, no password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Certificates in PEM that are trusted to sign those of hosts, and nothing else is. Needed with a certificate. Default: none.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Whether a host's certificate must name the address under which the host was added. Default false, as VDSM's own client and oVirt's engine do.</summary>
    public bool VerifyHostName { get; set; }

    /// <summary>VDSM's port, 1 to 65535. Default 54321, VDSM's own.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 54321;

    /// <summary>How long a connection may take to be ready for calls, and a host to take in what is sent, seconds, 1 to 300. Default 20, as in oVirt.</summary>
    [Range(1, 300)]
    public int ConnectSeconds { get; set; } = 20;

    /// <summary>
    /// The heart-beat that is promised and asked for, seconds, 1 to 300: the engine sends one after half of it, and gives a host up after one and a half of it
    /// without any byte. Default 24, as oVirt asks for.
    /// </summary>
    [Range(1, 300)]
    public int HeartbeatSeconds { get; set; } = 24;

    /// <summary>Longest time between two tries to reach a host, seconds, 1 to 600; the first is after one second, then twice as long each time, less a random part. Default 15.</summary>
    [Range(1, 600)]
    public int ReconnectMaxSeconds { get; set; } = 15;

    /// <summary>Calls at a time over one connection, 1 to 64; others wait. Default 16: VDSM works on 8 and keeps 80 waiting, from all its clients.</summary>
    [Range(1, 64)]
    public int MaxCalls { get; set; } = 16;

    /// <summary>Largest message of a host, MiB, 1 to 256. Default 16: a thousand volumes with their bricks. A longer one ends the connection.</summary>
    [Range(1, 256)]
    public int MaxMessageMegabytes { get; set; } = 16;

    /// <summary>Whether the transport is switched on.</summary>
    internal bool IsConfigured => !string.IsNullOrEmpty(CertificateFile);
}
