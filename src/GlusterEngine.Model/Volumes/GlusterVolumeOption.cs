namespace GlusterEngine.Model.Volumes;

/// <summary>An option that was set on a volume.</summary>
public sealed class GlusterVolumeOption
{
    /// <summary>Volume it is set on.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Key, such as <c>nfs.disable</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Value as gluster prints it.</summary>
    public required string Value { get; set; }
}
