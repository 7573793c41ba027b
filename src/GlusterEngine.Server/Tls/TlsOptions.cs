namespace GlusterEngine.Server.Tls;

/// <summary>Settings of TLS; section <c>Tls</c>. With TLS the API's port speaks nothing else.</summary>
public sealed class TlsOptions
{
    public const string Section = "Tls";

    /// <summary>Whether the API is served over TLS 1.2 or 1.3. Default false; naming a certificate turns it on as well. Without a named one the engine makes a
    /// CA and a certificate of its own, under $GLUSTERENGINE_DATA/tls.</summary>
    public bool Enabled { get; set; }

    /// <summary>File of the server's certificate: PEM, with the certificates between it and its CA behind it, or PKCS#12 (.pfx). Read anew within an hour after it
    /// changed. Default: empty, the engine's own.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>File of the certificate's private key in PEM. Default: empty, it is in the certificate's file.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>File whose text is the password of the key or of the .pfx. Default: empty, there is none.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>File of the CA's certificate in PEM, which clients may download where oVirt's expect it. Default: empty, the engine's own CA, or none.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Further names and addresses under which clients reach the engine, separated by commas, for its own certificate; localhost, 127.0.0.1, ::1 and the
    /// machine's name are in it anyway. Default: none.</summary>
    public string Names { get; set; } = "";

    /// <summary>Whether TLS is on.</summary>
    internal bool IsOn => Enabled || CertificateFile.Length > 0;
}
