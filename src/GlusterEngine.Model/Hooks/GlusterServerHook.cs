namespace GlusterEngine.Model.Hooks;

/// <summary>A hook on one host, as last seen there.</summary>
public sealed class GlusterServerHook
{
    /// <summary>The hook.</summary>
    public required Guid HookId { get; init; }

    /// <summary>The host.</summary>
    public required Guid HostId { get; init; }

    /// <summary>Whether gluster runs it there, or that there is no such file.</summary>
    public required HookStatus Status { get; set; }

    /// <summary>Of the content; null when it is missing.</summary>
    public HookContentType? ContentType { get; set; }

    /// <summary>SHA-256 of the content; null when it is missing.</summary>
    public string? Checksum { get; set; }
}
