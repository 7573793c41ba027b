using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A task that only one host still knows: it works on there, no command reaches it, and it defends itself against a new one (spec/gluster.md 0.7, 4).</summary>
internal static class GhostTask
{
    /// <summary>Takes the task away from all hosts but one.</summary>
    public static void Leave(VolumeState volume, string host)
    {
        volume.Ghosts[host] = volume.Task! with { Nodes = [volume.Task.On(host)!] };
        volume.Task = null;
    }

    /// <summary>An option that is set while a host with a ghost is away makes the others' configuration newer than its own: back again, it has dropped the task.</summary>
    public static void Cure(Question question, VolumeState volume)
    {
        foreach (var host in volume.Ghosts.Keys.Where(host => !question.Cluster.IsUp(host)).ToList())
        {
            volume.Ghosts.Remove(host);
        }
    }

    /// <summary>What a host with a running ghost has against a new task; null when there is none.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="volume">Of which volume.</param>
    /// <param name="words">The objection to a task of each kind.</param>
    public static string? Objection(Question question, VolumeState volume, Func<SimulatedTaskKind, string> words)
    {
        foreach (var (host, task) in volume.Ghosts)
        {
            if (question.Cluster.IsUp(host) && task.On(host)!.At(question.Now).Status == GlusterTaskStatus.InProgress)
            {
                return question.From(host, words(task.Kind));
            }
        }

        return null;
    }

    /// <summary>What the others say when a host with a ghost is asked about it; null when that is not the case.</summary>
    public static string? Denial(Question question, VolumeState volume, string words)
    {
        if (volume.Task is not null || !volume.Ghosts.ContainsKey(question.Asked.Hostname))
        {
            return null;
        }

        var others = question.Answering().Where(peer => peer != question.Asked).Select(peer => question.From(peer.Hostname, words)).ToList();
        return others.Count == 0 ? null : string.Join('\n', others);
    }
}
