namespace GlusterEngine.Model.Volumes;

/// <summary>State of a volume.</summary>
public enum GlusterVolumeStatus
{
    /// <summary>Started.</summary>
    Up,

    /// <summary>Created or stopped.</summary>
    Down,

    /// <summary>Gluster gave a state this engine does not know.</summary>
    Unknown,
}
