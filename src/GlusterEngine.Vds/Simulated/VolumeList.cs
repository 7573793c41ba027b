using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume info [all | VOLUME]</c>. Takes no lock, and knows bricks of hosts that are down.</summary>
internal static class VolumeList
{
    private const int VolumeNotFound = 30806;

    public static SimulatedAnswer Answer(Question question)
    {
        var name = question[2];
        if (name is "" or "all")
        {
            return Describe(question, question.Cluster.Volumes.Values);
        }

        return question.Cluster.Volumes.TryGetValue(name, out var volume)
            ? Describe(question, [volume])
            : SimulatedAnswer.Document(new CliDocument(-1, VolumeNotFound, "Volume does not exist")
                .Begin("volInfo").Begin("volumes").Leaf("count", 0).End("volumes").End("volInfo"));
    }

    private static SimulatedAnswer Describe(Question question, IReadOnlyCollection<VolumeState> volumes)
    {
        var document = CliDocument.Success().Begin("volInfo").Begin("volumes");
        foreach (var volume in volumes)
        {
            Describe(document, question, volume);
        }

        return SimulatedAnswer.Document(document.Leaf("count", volumes.Count).End("volumes").End("volInfo"));
    }

    private static void Describe(CliDocument document, Question question, VolumeState volume)
    {
        var definition = volume.Definition;
        var (code, type) = CodeOf(definition.Type);
        document.Begin("volume").Leaf("name", definition.Name).Leaf("id", volume.Id)
            .Leaf("status", definition.IsStarted ? 1 : 2).Leaf("statusStr", definition.IsStarted ? "Started" : "Stopped")
            .Leaf("snapshotCount", 0).Leaf("brickCount", definition.Bricks.Count).Leaf("distCount", definition.SetCount)
            .Leaf("replicaCount", definition.ReplicaCount).Leaf("arbiterCount", definition.ArbiterCount)
            .Leaf("disperseCount", definition.DisperseCount).Leaf("redundancyCount", definition.RedundancyCount)
            .Leaf("type", code).Leaf("typeStr", type).Leaf("transport", 0).Begin("bricks");
        for (var index = 0; index < definition.Bricks.Count; index++)
        {
            var address = definition.Bricks[index].Address;
            var isArbiter = index % definition.SetSize >= definition.SetSize - definition.ArbiterCount;
            document.Brick(question.Cluster.FindPeer(address.Host)!.Uuid, address.ToString(), isArbiter);
        }

        document.End("bricks").Leaf("optCount", definition.Options.Count).Begin("options");
        foreach (var option in definition.Options)
        {
            document.Begin("option").Leaf("name", option.Key).Leaf("value", option.Value).End("option");
        }

        document.End("options").End("volume");
    }

    private static (int Code, string Text) CodeOf(GlusterVolumeType type) => type switch
    {
        GlusterVolumeType.Replicate => (2, "Replicate"),
        GlusterVolumeType.Disperse => (4, "Disperse"),
        GlusterVolumeType.DistributedReplicate => (7, "Distributed-Replicate"),
        GlusterVolumeType.DistributedDisperse => (9, "Distributed-Disperse"),
        _ => (0, "Distribute"),
    };
}
