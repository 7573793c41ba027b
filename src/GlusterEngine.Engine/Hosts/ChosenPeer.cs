using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>A peer that is to become a host.</summary>
/// <param name="Address">Name or address by which the pool knows it.</param>
/// <param name="Name">Name of the host; null = the address.</param>
/// <param name="Transport">How its gluster is reached; null = as that of the cluster's other hosts.</param>
/// <param name="GlusterdSocket">For transport cli.</param>
/// <param name="Ssh">For transport ssh; null = as the cluster's other hosts.</param>
public sealed record ChosenPeer(string Address, string? Name, HostTransport? Transport, string? GlusterdSocket, SshParameters? Ssh)
{
    /// <summary>Description of the host.</summary>
    public string? Description { get; init; }

    /// <summary>Comment on the host.</summary>
    public string? Comment { get; init; }
}
