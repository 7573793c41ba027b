namespace GlusterEngine.Model.Hosts;

/// <summary>State of a host, by oVirt names; only those this engine assigns.</summary>
public enum HostStatus
{
    /// <summary>Added, not yet asked.</summary>
    Unassigned,

    /// <summary>It was just activated, or did not answer in the last look: the next one decides.</summary>
    Connecting,

    /// <summary>Its glusterd answers.</summary>
    Up,

    /// <summary>Its glusterd does not answer.</summary>
    NonResponsive,

    /// <summary>It answers but cannot belong to its cluster; <see cref="Host.StatusDetail"/> tells why.</summary>
    NonOperational,

    /// <summary>An administrator put it at rest: nothing is asked of it until it is activated.</summary>
    Maintenance,
}
