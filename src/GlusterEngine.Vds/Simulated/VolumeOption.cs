namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume set VOLUME KEY VALUE [KEY VALUE ...]</c>, <c>volume reset VOLUME [KEY] [force]</c></summary>
internal static class VolumeOption
{
    private const string Throttle = "cluster.rebal-throttle";
    private const string UserPrefix = "user.";

    // Of gluster's some three hundred options only the first words are known here.
    private static readonly string[] Prefixes =
        ["auth", "changelog", "client", "cluster", "config", "ctime", "diagnostics", "disperse", "features", "network", "nfs", "performance", "server", "storage", "transport"];

    public static SimulatedAnswer Answer(Question question) => (question[1], question.Words.Count) switch
    {
        ("set", >= 5 and var count) when count % 2 == 1 => Set(question),
        ("reset", 3) => ResetAll(question),
        ("reset", 4) when question[3] == "force" => ResetAll(question),
        ("reset", 4) => Reset(question),
        ("reset", 5) when question[4] == "force" => Reset(question),
        ("set", _) => SimulatedAnswer.Usage("volume set <VOLNAME> <KEY> <VALUE>"),
        _ => SimulatedAnswer.Usage("volume reset <VOLNAME> [option] [force]"),
    };

    private static SimulatedAnswer Set(Question question)
    {
        const string operation = "volSet";
        var given = question.Words.Skip(3).Chunk(2).Select(static pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var (volume, objection) = Objection(question);
        objection ??= given.Select(static option => ObjectionTo(option)).FirstOrDefault(static words => words is not null);
        if (objection is not null)
        {
            return SimulatedAnswer.Document(new CliDocument(-1, Errno(volume, question), objection).Leaf("cliOp", operation).Leaf("output", "Set volume unsuccessful"));
        }

        // One that is new comes first in the lists of gluster; one that was there stays where it is.
        var names = given.Select(static option => option.Key).ToHashSet(StringComparer.Ordinal);
        var options = volume!.Definition.Options;
        Change(volume, given.Where(option => !options.ContainsKey(option.Key))
            .Concat(options.Select(option => names.Contains(option.Key) ? given.Last(other => other.Key == option.Key) : option)));
        GhostTask.Cure(question, volume);
        return Done(operation, "Set volume successful");
    }

    private static SimulatedAnswer Reset(Question question)
    {
        const string operation = "volReset";
        var key = question[3];
        var (volume, objection) = Objection(question);
        objection ??= IsKnown(key) ? null : $"Option {key} does not exist";
        if (objection is not null)
        {
            return SimulatedAnswer.Refusal(operation, objection, errno: Errno(volume, question));
        }

        Change(volume!, volume!.Definition.Options.Where(option => option.Key != key));
        GhostTask.Cure(question, volume!);
        return Done(operation, "reset volume successful");
    }

    /// <summary>Those of users go too; what remains is what gluster sets itself.</summary>
    private static SimulatedAnswer ResetAll(Question question)
    {
        const string operation = "volReset";
        var (volume, objection) = Objection(question);
        if (objection is not null)
        {
            return SimulatedAnswer.Refusal(operation, objection, errno: Errno(volume, question));
        }

        var kept = new SimulatedVolume { Name = "", Bricks = [] }.Options;
        Change(volume!, kept);
        GhostTask.Cure(question, volume!);
        return Done(operation, "reset volume successful");
    }

    private static (VolumeState? Volume, string? Words) Objection(Question question)
    {
        if (!question.Cluster.Volumes.TryGetValue(question[2], out var volume))
        {
            return (null, $"Volume {question[2]} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return (volume, volume.LockedWords);
        }

        return (volume, question.Cluster.HasQuorum(volume) ? null : "Quorum not met. Volume operation not allowed.");
    }

    private static string? ObjectionTo(KeyValuePair<string, string> option)
    {
        if (option.Key == Throttle && option.Value is not ("lazy" or "normal" or "aggressive"))
        {
            return $"{Throttle} should be {{lazy|normal|aggressive}} or a number up to number of cores available (cores available - 2)";
        }

        return IsKnown(option.Key) || option.Key.StartsWith(UserPrefix, StringComparison.Ordinal) ? null : $"option : {option.Key} does not exist";
    }

    private static int Errno(VolumeState? volume, Question question) => volume?.IsLocked(question.Now) == true ? VolumeStatus.Locked : 30800;

    /// <summary>Gluster's own options. Those of users can be set but, strange to say, not reset.</summary>
    private static bool IsKnown(string key) => key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Prefixes.Contains(key[..dot], StringComparer.Ordinal);

    private static void Change(VolumeState volume, IEnumerable<KeyValuePair<string, string>> options) =>
        volume.Definition = volume.Definition with { Options = new Dictionary<string, string>(options, StringComparer.Ordinal) };

    private static SimulatedAnswer Done(string operation, string words) =>
        SimulatedAnswer.Document(CliDocument.Success().Leaf("cliOp", operation).Leaf("output", words)) with { HasChanged = true };
}
