using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Parameters of <see cref="AddHostCommand"/>.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Address">Name or address under which gluster knows it.</param>
/// <param name="ClusterId">Its cluster; or by name.</param>
/// <param name="ClusterName">Its cluster; or by id. With neither, the cluster named Default, as in oVirt.</param>
/// <param name="Transport">How its gluster is reached; null = by ssh where that is described, else as that of the cluster's other hosts, else by cli.</param>
/// <param name="GlusterdSocket">Unix socket of its glusterd; null = gluster's default.</param>
public sealed record AddHostParameters(
    string? Name, string? Address, Guid? ClusterId, string? ClusterName, HostTransport? Transport, string? GlusterdSocket = null)
{
    /// <summary>What it is; null where that is not said.</summary>
    public string? Description { get; init; }

    /// <summary>Free text; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>How it is logged in to; null where that is not said: as the client's configuration says, where the transport is ssh.</summary>
    public SshParameters? Ssh { get; init; }
}
