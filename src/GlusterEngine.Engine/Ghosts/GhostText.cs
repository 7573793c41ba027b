using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>What is told about ghosts. Pure.</summary>
public static class GhostText
{
    /// <summary>What to do about a ghost.</summary>
    public static string Cure(string host) =>
        $"Stop glusterd on {host}, POST cureghost on the volume, start glusterd again: it reads the volume anew, drops the task and restarts its bricks of it. "
        + $"Or end the volume's rebalance process on {host}.";

    internal static string Found(string volume, string cluster, FoundGhost ghost) =>
        $"Only host {ghost.Host.Name} still shows the {Word(ghost.TaskType)} {ghost.TaskId} of volume {volume} of cluster {cluster}: nobody can stop it, and it may refuse new tasks. "
        + Cure(ghost.Host.Name);

    internal static string Gone(string volume, string cluster, Guid taskId, string host) =>
        $"Host {host} does not show the task {taskId} of volume {volume} of cluster {cluster} any more.";

    private static string Word(GlusterTaskType type) => type == GlusterTaskType.RemoveBrick ? "brick removal" : "rebalance";
}
