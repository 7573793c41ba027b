namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume delete VOLUME</c></summary>
internal static class VolumeDeletion
{
    public static SimulatedAnswer Answer(Question question)
    {
        var name = question[2];
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return Refuse($"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return Refuse(volume.LockedWords, VolumeStatus.Locked);
        }

        if (volume.Definition.IsStarted)
        {
            return Refuse($"Volume {name} has been started.Volume needs to be stopped before deletion.");
        }

        if (question.Cluster.Peers.Exists(peer => !question.Cluster.IsUp(peer.Hostname)))
        {
            return Refuse("Some of the peers are down");
        }

        question.Cluster.Volumes.Remove(name);
        var document = CliDocument.Success().Begin("volDelete").Begin("volume").Leaf("name", name).Leaf("id", volume.Id).End("volume").End("volDelete");
        return SimulatedAnswer.Document(document) with { HasChanged = true };
    }

    private static SimulatedAnswer Refuse(string words, int errno = 30800) => SimulatedAnswer.Document(new CliDocument(-1, errno, words));
}
