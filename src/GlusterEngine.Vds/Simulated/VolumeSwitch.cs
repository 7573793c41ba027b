namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume start | stop VOLUME [force]</c></summary>
internal static class VolumeSwitch
{
    public static SimulatedAnswer Answer(Question question)
    {
        var isStart = question[1] == "start";
        var name = question[2];
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return Refuse($"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return Refuse(volume.LockedWords, VolumeStatus.Locked);
        }

        if (!question.Cluster.HasQuorum(volume))
        {
            return Refuse("Quorum not met. Volume operation not allowed.");
        }

        if (volume.Definition.IsStarted == isStart && question[3] != "force")
        {
            return Refuse(isStart ? $"Volume {name} already started" : $"Volume {name} is not in the started state");
        }

        if (!isStart && question[3] != "force" && question.ObjectionOf(volume.Task, $"rebalance session is in progress for the volume '{name}'") is { } objection)
        {
            return Refuse(objection);
        }

        volume.Definition = volume.Definition with { IsStarted = isStart };
        var element = isStart ? "volStart" : "volStop";
        var document = CliDocument.Success().Begin(element).Begin("volume").Leaf("name", name).Leaf("id", volume.Id).End("volume").End(element);
        return SimulatedAnswer.Document(document) with { HasChanged = true };
    }

    private static SimulatedAnswer Refuse(string words, int errno = 30800) => SimulatedAnswer.Document(new CliDocument(-1, errno, words));
}
