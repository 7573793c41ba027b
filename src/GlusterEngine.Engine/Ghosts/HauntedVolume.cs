using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>A volume with ghosts, as a cure finds it.</summary>
/// <param name="Id">The volume.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">Name of the cluster, for texts.</param>
/// <param name="Ghosts">The tasks, with the hosts that show them.</param>
/// <param name="Hosts">Hosts that are up.</param>
internal sealed record HauntedVolume(
    Guid Id, Guid ClusterId, string Name, string Cluster, IReadOnlyList<(Guid TaskId, Guid HostId)> Ghosts, IReadOnlyList<VdsHost> Hosts)
{
    /// <summary>Hosts that show a ghost and are up.</summary>
    public IReadOnlyList<VdsHost> Haunted => [.. Hosts.Where(host => Ghosts.Any(ghost => ghost.HostId == host.Id))];

    /// <summary>The others.</summary>
    public IReadOnlyList<VdsHost> Clean => [.. Hosts.Where(host => Ghosts.All(ghost => ghost.HostId != host.Id))];
}
