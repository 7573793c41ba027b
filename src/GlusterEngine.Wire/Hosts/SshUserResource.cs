using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>The account on a host.</summary>
[WireUnsupported("password", "This server never logs in with a password: put its public key, the host's ssh.engine_public_key, into the account's authorized_keys.")]
public sealed record SshUserResource
{
    /// <summary>Its name on the host.</summary>
    [WireMember("user_name")]
    public string? UserName { get; init; }
}
