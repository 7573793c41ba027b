namespace GlusterEngine.Model.Hooks;

/// <summary>A hook of a cluster as the engine knows it, which is what all its hosts should have.</summary>
public sealed class GlusterHook
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Cluster it belongs to.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>Gluster's command, see <see cref="HookName"/>.</summary>
    public required string Command { get; init; }

    /// <summary>Before or after it.</summary>
    public required HookStage Stage { get; init; }

    /// <summary>Name of the script.</summary>
    public required string Name { get; init; }

    /// <summary>Whether gluster should run it; never <see cref="HookStatus.Missing"/>.</summary>
    public required HookStatus Status { get; set; }

    /// <summary>Of the content.</summary>
    public required HookContentType ContentType { get; set; }

    /// <summary>SHA-256 of the content, 64 hexadecimal digits.</summary>
    public required string Checksum { get; set; }

    /// <summary>The script; null until it was read from a host.</summary>
    public byte[]? Content { get; set; }

    /// <summary>What each host has, as far as it was looked at.</summary>
    public List<GlusterServerHook> ServerHooks { get; init; } = [];

    /// <summary>The three parts of its name.</summary>
    /// <exception cref="InvalidOperationException">They cannot be the name of a hook.</exception>
    public HookName HookName => HookName.Parse(Command, Stage.ToLowerText(), Name) ?? throw new InvalidOperationException($"Hook {Id} has no possible name.");
}
