namespace GlusterEngine.Server.Tls;

/// <summary>The files that a host's VDSM needs for TLS, by the names it gives them below <c>/etc/pki/vdsm</c> (spec/vdsm.md 1.2).</summary>
internal sealed record HostFiles(string Folder)
{
    /// <summary>The host's private key.</summary>
    public string Key => Path.Combine(Folder, "vdsmkey.pem");

    /// <summary>Its certificate.</summary>
    public string Certificate => Path.Combine(Folder, "vdsmcert.pem");

    /// <summary>The certificate of the CA that signed the host's and the engine's.</summary>
    public string Ca => Path.Combine(Folder, "cacert.pem");

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All => [Key, Certificate, Ca];
}
