using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hooks;

/// <summary>A hook of a cluster: a script that gluster runs on each host before or after a command (spec/rest.md 5). The name is its key, such as <c>start-POST-30samba-start.sh</c>.</summary>
[WireType("gluster_hook", Plural = "gluster_hooks")]
public sealed record GlusterHookResource : IdentifiedResource
{
    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    [WireMember("checksum")]
    public string? Checksum { get; init; }

    /// <summary>In what hosts differ from what is shown here: the sum of 1 (content), 2 (status) and 4 (missing); 0 for nothing.</summary>
    [WireMember("conflict_status")]
    public int? ConflictStatus { get; init; }

    /// <summary>The same in words, parted by commas: MISSING_HOOK, CONTENT_CONFLICT, STATUS_CONFLICT; empty for nothing.</summary>
    [WireMember("conflicts")]
    public string? Conflicts { get; init; }

    /// <summary>The script, of a single hook only: text as it is, anything else in base64. Absent while it is not known.</summary>
    [WireMember("content")]
    public string? Content { get; init; }

    /// <summary>Whether the content is text.</summary>
    [WireMember("content_type")]
    [WireValues("text", "binary")]
    public string? ContentType { get; init; }

    /// <summary>Gluster's command, such as <c>start</c>.</summary>
    [WireMember("gluster_command")]
    public string? GlusterCommand { get; init; }

    /// <summary>Whether it runs before the command or after it.</summary>
    [WireMember("stage")]
    [WireValues("pre", "post")]
    public string? Stage { get; init; }

    /// <summary>Whether gluster runs it.</summary>
    [WireMember("status")]
    [WireValues("enabled", "disabled", "missing")]
    public string? Status { get; init; }

    /// <summary>Its cluster: <c>href</c> and <c>id</c>.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }

    /// <summary>Hosts that differ from what is shown here, of a single hook only.</summary>
    [WireMember("server_hooks")]
    public IReadOnlyList<ServerHookResource>? ServerHooks { get; init; }
}
