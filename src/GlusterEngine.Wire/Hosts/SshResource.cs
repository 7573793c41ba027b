using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>How a host of transport <c>ssh</c> is logged in to. Input takes address, port, user, sudo and the fingerprint that the host has to show.</summary>
[WireType("ssh")]
public sealed record SshResource
{
    /// <summary>Extension: where to log in, when that is not the host's address; an alias of the ssh client's configuration, for instance.</summary>
    [WireMember("address")]
    public string? Address { get; init; }

    /// <summary>How the engine proves who it is: by its key.</summary>
    [WireMember("authentication_method")]
    [WireValues("publickey")]
    public string? AuthenticationMethod { get; init; }

    /// <summary>Extension: public half of the engine's key, for the host's authorized_keys.</summary>
    [WireMember("engine_public_key")]
    public string? EnginePublicKey { get; init; }

    /// <summary>Fingerprint of the key by which the host is recognised, <c>SHA256:</c> and base64.</summary>
    [WireMember("fingerprint")]
    public string? Fingerprint { get; init; }

    /// <summary>Extension: fingerprint of another key, which the host shows and nobody accepted.</summary>
    [WireMember("offered_fingerprint")]
    public string? OfferedFingerprint { get; init; }

    /// <summary>Port; null = what the ssh client's configuration says.</summary>
    [WireMember("port")]
    public int? Port { get; init; }

    /// <summary>The key of that fingerprint, as it stands in a file of known hosts.</summary>
    [WireMember("public_key")]
    public string? PublicKey { get; init; }

    /// <summary>Extension: whether the commands run as root by sudo.</summary>
    [WireMember("sudo")]
    public bool? Sudo { get; init; }

    /// <summary>Account; null = what the ssh client's configuration says.</summary>
    [WireMember("user")]
    public SshUserResource? User { get; init; }
}
