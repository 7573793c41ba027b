using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Wire.Hooks;

/// <summary>What a host has of a hook.</summary>
[WireType("server_hook", Plural = "server_hooks")]
public sealed record ServerHookResource
{
    /// <summary>SHA-256 of the content, hexadecimal; absent where it is missing.</summary>
    [WireMember("checksum")]
    public string? Checksum { get; init; }

    /// <summary>Whether the content is text; absent where it is missing.</summary>
    [WireMember("content_type")]
    [WireValues("text", "binary")]
    public string? ContentType { get; init; }

    /// <summary>Whether gluster runs it there, or that there is no such file.</summary>
    [WireMember("status")]
    [WireValues("enabled", "disabled", "missing")]
    public string? Status { get; init; }

    /// <summary>The host: <c>href</c> and <c>id</c>.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }
}
