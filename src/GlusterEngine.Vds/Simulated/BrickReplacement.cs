using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume replace-brick VOLUME OLD NEW commit force</c>, <c>volume reset-brick VOLUME BRICK start</c>, <c>volume reset-brick VOLUME BRICK BRICK commit force</c></summary>
internal static class BrickReplacement
{
    private const string ReplaceSyntax = "volume replace-brick <VOLNAME> <SOURCE-BRICK> <NEW-BRICK> {commit force}";
    private const string ResetSyntax = "volume reset-brick <VOLNAME> <SOURCE-BRICK> {{start} | {<NEW-BRICK> commit}}";

    public static SimulatedAnswer Replace(Question question) =>
        question.Words is [_, _, _, var old, var replacing, "commit", "force"] && BrickAddress.Parse(old) is { } source && BrickAddress.Parse(replacing) is { } target
            ? Find(question, source) is var (volume, words, errno) && words is null ? Replace(question, volume!, source, target) : Refuse(words!, errno)
            : SimulatedAnswer.Usage(ReplaceSyntax);

    public static SimulatedAnswer Reset(Question question)
    {
        if (BrickAddress.Parse(question[3]) is not { } brick || !(question[4] == "start" || (question[4] == question[3] && question[5] == "commit")))
        {
            return SimulatedAnswer.Usage(ResetSyntax);
        }

        var (_, words, errno) = Find(question, brick);
        return words is null ? Done($"reset-brick {(question[4] == "start" ? "start" : "commit force")} operation successful") : Refuse(words, errno);
    }

    private static SimulatedAnswer Replace(Question question, VolumeState volume, BrickAddress source, BrickAddress target)
    {
        if (volume.Definition.SetSize == 1)
        {
            return Refuse("replace-brick is not permitted on distribute only volumes. Please use add-brick and remove-brick operations instead.", errno: 0);
        }

        if (question.ObjectionTo([target]) is { } objection)
        {
            return Refuse(objection, errno: 0);
        }

        volume.Definition = volume.Definition with { Bricks = [.. volume.Definition.Bricks.Select(brick => brick.Address == source ? SimulatedBrick.Empty(target) : brick)] };
        return Done("replace-brick commit force operation successful") with { HasChanged = true };
    }

    private static (VolumeState? Volume, string? Words, int Errno) Find(Question question, BrickAddress brick)
    {
        if (!question.Cluster.Volumes.TryGetValue(question[2], out var volume))
        {
            return (null, $"Volume {question[2]} does not exist", 0);
        }

        if (volume.IsLocked(question.Now))
        {
            return (volume, volume.LockedWords, VolumeStatus.Locked);
        }

        return (volume, volume.Definition.Has(brick) ? null : $"brick: {brick} does not exist in volume: {volume.Name}", 0);
    }

    private static SimulatedAnswer Done(string words) => SimulatedAnswer.Document(new CliDocument(0, 0, words));

    private static SimulatedAnswer Refuse(string words, int errno) => SimulatedAnswer.Document(new CliDocument(-1, errno, words));
}
