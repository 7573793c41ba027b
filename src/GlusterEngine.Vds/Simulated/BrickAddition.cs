using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume add-brick VOLUME [replica N] BRICK... [force]</c></summary>
internal static class BrickAddition
{
    private const string Operation = "volAddBrick";
    private const string Syntax = "volume add-brick <VOLNAME> [<replica> <COUNT> [arbiter <COUNT>]] <NEW-BRICK> ... [force]";

    public static SimulatedAnswer Answer(Question question)
    {
        var words = question.Words.Skip(3).Where(static word => word != "force").ToList();
        var replica = words is ["replica", var count, ..] && int.TryParse(count, out var number) ? number : 0;
        var bricks = words.Skip(replica > 0 ? 2 : 0).Select(static word => BrickAddress.Parse(word)).ToList();
        if (bricks.Count == 0 || bricks.Exists(static brick => brick is null))
        {
            return SimulatedAnswer.Usage(Syntax);
        }

        if (!question.Cluster.Volumes.TryGetValue(question[2], out var volume))
        {
            return SimulatedAnswer.Refusal(Operation, $"Volume {question[2]} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return SimulatedAnswer.Refusal(Operation, volume.LockedWords, errno: VolumeStatus.Locked);
        }

        var addresses = bricks.Select(static brick => brick!.Value).ToList();
        if (Objection(question, volume, addresses, replica) is var (objection, errno))
        {
            return SimulatedAnswer.Refusal(Operation, objection, errno: errno);
        }

        volume.Definition = Grown(volume.Definition, addresses, replica);
        return SimulatedAnswer.Document(CliDocument.Success().Leaf("cliOp", Operation).Leaf("output", "Add Brick successful")) with { HasChanged = true };
    }

    private static (string Words, int Errno)? Objection(Question question, VolumeState volume, List<BrickAddress> bricks, int replica)
    {
        const int internalError = 30800;
        var definition = volume.Definition;
        if (replica > 0 && replica < definition.ReplicaCount)
        {
            return ($"Incorrect replica count ({replica}) supplied. Volume already has ({definition.ReplicaCount})", 0);
        }

        if (replica > definition.ReplicaCount && definition.ArbiterCount > 0)
        {
            return ("Increasing replica count for arbiter volumes is not supported.", internalError);
        }

        var each = replica > definition.ReplicaCount ? definition.SetCount * (replica - definition.ReplicaCount) : definition.SetSize;
        if (bricks.Count % each != 0)
        {
            return ($"Incorrect number of bricks supplied {bricks.Count} with count {each}", 0);
        }

        if (question.ObjectionOf(volume.Task, $"Volume name {volume.Name} rebalance is in progress. Please retry after completion") is { } running)
        {
            return (running, internalError);
        }

        return question.ObjectionTo(bricks) is { } words ? (words, internalError) : null;
    }

    /// <summary>Where the replica count grows, the new bricks join the sets in turn.</summary>
    private static SimulatedVolume Grown(SimulatedVolume volume, List<BrickAddress> bricks, int replica)
    {
        var added = bricks.Select(SimulatedBrick.Empty).ToList();
        if (replica <= volume.ReplicaCount)
        {
            return volume with { Bricks = [.. volume.Bricks, .. added] };
        }

        var each = replica - volume.ReplicaCount;
        return volume with
        {
            ReplicaCount = replica,
            Bricks = [.. volume.Bricks.Chunk(volume.SetSize).SelectMany((set, index) => set.Concat(added.Skip(index * each).Take(each)))],
        };
    }
}
