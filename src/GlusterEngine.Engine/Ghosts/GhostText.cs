using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>What is told about ghosts. Pure.</summary>
public static class GhostText
{
    /// <summary>What to do about a ghost.</summary>
    public static string Cure(string host) =>
        $"Bring all peers up, then POST cureghost on the volume: it sets an option of the volume from another node, and {host} reads the volume anew and "
        + $"drops the task. Or end the volume's rebalance process on {host}.";

    internal static string Found(string volume, string cluster, FoundGhost ghost) =>
        $"Only host {ghost.Host.Name} still shows the {Word(ghost.TaskType)} {ghost.TaskId} of volume {volume} of cluster {cluster}: nobody can stop it, and it may refuse new tasks. "
        + Cure(ghost.Host.Name);

    internal static string Gone(string volume, string cluster, Guid taskId, string host) =>
        $"Host {host} does not show the task {taskId} of volume {volume} of cluster {cluster} any more.";

    private static string Word(GlusterTaskType type) => type == GlusterTaskType.RemoveBrick ? "brick removal" : "rebalance";
}
