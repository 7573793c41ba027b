namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume profile VOLUME start | stop | info [nfs]</c>. What it counts is nothing: no client works on a simulated volume.</summary>
internal static class VolumeProfile
{
    private const string Latency = "diagnostics.latency-measurement";
    private const string Hits = "diagnostics.count-fop-hits";
    private const string Syntax = "volume profile <VOLNAME> {start|info [peek|incremental [peek]|cumulative|clear]|stop} [nfs]";

    public static SimulatedAnswer Answer(Question question)
    {
        var operation = question[3] switch
        {
            "start" => 1,
            "stop" => 2,
            "info" => 3,
            _ => 0,
        };
        if (operation == 0)
        {
            return SimulatedAnswer.Usage(Syntax);
        }

        var name = question[2];
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return Refuse(name, operation, $"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return Refuse(name, operation, volume.LockedWords, VolumeStatus.Locked);
        }

        var isOn = volume.Definition.Options.GetValueOrDefault(Latency) == "on" && volume.Definition.Options.GetValueOrDefault(Hits) == "on";
        return (question[3], isOn) switch
        {
            ("start", true) => Refuse(name, operation, $"Profile on Volume {name} is already started"),
            ("info", true) when !volume.Definition.IsStarted => Refuse(name, operation, $"Volume {name} is not started."),
            ("info", true) => Tell(question, volume),
            ("start", false) => Switch(volume, operation, [KeyValuePair.Create(Hits, "on"), KeyValuePair.Create(Latency, "on")]),
            ("stop", true) => Switch(volume, operation, []),
            _ => Refuse(name, operation, $"Profile on Volume {name} is not started"),
        };
    }

    private static SimulatedAnswer Switch(VolumeState volume, int operation, IReadOnlyList<KeyValuePair<string, string>> set)
    {
        var options = set.Concat(volume.Definition.Options.Where(static option => option.Key is not (Latency or Hits)));
        volume.Definition = volume.Definition with { Options = new Dictionary<string, string>(options, StringComparer.Ordinal) };
        return SimulatedAnswer.Document(CliDocument.Success().Begin("volProfile").Leaf("volname", volume.Name).Leaf("profileOp", operation).End("volProfile")) with { HasChanged = true };
    }

    private static SimulatedAnswer Tell(Question question, VolumeState volume)
    {
        var bricks = volume.Definition.Bricks.Where(brick => question.Cluster.IsUp(brick.Address.Host)).ToList();
        var document = CliDocument.Success().Begin("volProfile").Leaf("volname", volume.Name).Leaf("profileOp", 3).Leaf("brickCount", bricks.Count);
        foreach (var brick in bricks)
        {
            document.Begin("brick").Leaf("brickName", brick.Address.ToString());
            TellCounts(document, "cumulativeStats");
            TellCounts(document, "intervalStats");
            document.End("brick");
        }

        return SimulatedAnswer.Document(document.End("volProfile"));
    }

    private static void TellCounts(CliDocument document, string element)
    {
        document.Begin(element).Begin("blockStats");
        for (var power = 0; power < 32; power++)
        {
            document.Begin("block").Leaf("size", 1L << power).Leaf("reads", 0).Leaf("writes", 0).End("block");
        }

        document.End("blockStats").Empty("fopStats").Leaf("duration", 0).Leaf("totalRead", 0).Leaf("totalWrite", 0).End(element);
    }

    private static SimulatedAnswer Refuse(string volume, int operation, string words, int errno = 30800)
    {
        var document = new CliDocument(-1, errno, words).Begin("volProfile").Leaf("volname", volume).Leaf("profileOp", operation);
        return SimulatedAnswer.Document((operation == 3 ? document.Leaf("brickCount", 0) : document).End("volProfile"));
    }
}
