namespace GlusterEngine.Vds;

/// <summary>How long a verb may take; the times are in <see cref="VdsOptions"/>.</summary>
public enum VdsDeadline
{
    /// <summary>A read that takes no cluster lock.</summary>
    Read,

    /// <summary>A status: it takes the volume's lock, so it must be short (spec/gluster.md 3.4).</summary>
    Status,

    /// <summary>A change.</summary>
    Change,
}
