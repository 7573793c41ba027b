using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>The tasks that one host shows.</summary>
/// <param name="Host">The host.</param>
/// <param name="Volumes">By name, the volumes that answered; one that somebody locked at that moment is missing.</param>
internal sealed record HostTaskList(VdsHost Host, IReadOnlyDictionary<string, IReadOnlyList<GlusterTask>> Volumes)
{
    public static HostTaskList Of(VdsHost host, IReadOnlyList<VolumeTasks> volumes) =>
        new(host, volumes.ToDictionary(static volume => volume.Volume, static volume => volume.Tasks, StringComparer.Ordinal));

    public bool Shows(string volume, Guid taskId) => Volumes.TryGetValue(volume, out var tasks) && tasks.Any(task => task.Id == taskId);
}
