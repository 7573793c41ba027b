using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume create VOLUME [replica N] [arbiter N] [disperse N] [redundancy N] [transport T] BRICK... [force]</c></summary>
internal static class VolumeCreation
{
    private const string Syntax =
        "volume create <NEW-VOLNAME> [[replica <COUNT> [arbiter <COUNT>]]|[replica 2 thin-arbiter 1]] [disperse [<COUNT>]] [disperse-data <COUNT>] [redundancy <COUNT>] [transport <tcp|rdma|tcp,rdma>] <NEW-BRICK> <TA-BRICK>... [force]";

    public static SimulatedAnswer Answer(Question question)
    {
        if (Read(question) is not { } asked)
        {
            return SimulatedAnswer.Usage(Syntax);
        }

        if (Objection(question, asked.Volume, asked.Force) is var (words, errno))
        {
            return SimulatedAnswer.Document(new CliDocument(-1, errno, words));
        }

        var volume = question.Cluster.AddVolume(asked.Volume with { Id = question.Cluster.NextVolumeId() });
        var document = CliDocument.Success().Begin("volCreate").Begin("volume").Leaf("name", volume.Name).Leaf("id", volume.Id).End("volume").End("volCreate");
        return SimulatedAnswer.Document(document) with { HasChanged = true };
    }

    private static (SimulatedVolume Volume, bool Force)? Read(Question question)
    {
        var words = question.Words.Skip(3).ToList();
        var force = words.Count > 0 && words[^1] == "force";
        if (force)
        {
            words.RemoveAt(words.Count - 1);
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (words.Count > 1 && words[0] is "replica" or "arbiter" or "disperse" or "redundancy" or "transport")
        {
            counts[words[0]] = int.TryParse(words[1], out var count) ? count : 0;
            words.RemoveRange(0, 2);
        }

        var bricks = words.Select(static word => BrickAddress.Parse(word)).ToList();
        var disperse = counts.GetValueOrDefault("disperse");
        return bricks.Count == 0 || bricks.Exists(static brick => brick is null) || question[2].Length == 0 ? null : (new SimulatedVolume
        {
            Name = question[2],
            Bricks = [.. bricks.Select(static brick => SimulatedBrick.Empty(brick!.Value))],
            ReplicaCount = Math.Max(1, counts.GetValueOrDefault("replica")),
            ArbiterCount = counts.GetValueOrDefault("arbiter"),
            DisperseCount = disperse,
            RedundancyCount = disperse > 0 ? Math.Max(1, counts.GetValueOrDefault("redundancy")) : 0,
            IsStarted = false,
        }, force);
    }

    private static (string Words, int Errno)? Objection(Question question, SimulatedVolume volume, bool force)
    {
        const int internalError = 30800;
        if (question.Cluster.Volumes.ContainsKey(volume.Name))
        {
            return ($"Volume {volume.Name} already exists", 0);
        }

        var addresses = volume.Bricks.Select(static brick => brick.Address).ToList();
        if (question.ObjectionTo(addresses) is { } words)
        {
            return (words, internalError);
        }

        return !force && volume.ReplicaCount > 1 && addresses.Chunk(volume.SetSize).Any(static set => set.DistinctBy(static brick => brick.Host).Count() < set.Length)
            ? ("Multiple bricks of a replicate volume are present on the same server. This setup is not optimal. Bricks should be on different nodes to have best fault tolerant configuration. Use 'force' at the end of the command if you want to override this behavior. ", internalError)
            : null;
    }
}
