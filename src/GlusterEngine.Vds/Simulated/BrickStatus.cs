using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume status VOLUME BRICK clients | mem</c>. No client is connected to a simulated brick but the peers' own daemons, of which it tells one.</summary>
internal static class BrickStatus
{
    private const int FirstPort = 49152;
    private const int FirstPid = 2000;
    private static readonly (string Name, long Value)[] Malloc =
    [
        ("arena", 6266880), ("ordblks", 60), ("smblks", 5), ("hblks", 8), ("hblkhd", 2105344), ("usmblks", 0), ("fsmblks", 384), ("uordblks", 3236880), ("fordblks", 3030000), ("keepcost", 2320),
    ];

    public static SimulatedAnswer Answer(Question question, VolumeState volume)
    {
        var brick = BrickAddress.Parse(question[3]);
        var index = volume.Definition.Bricks.Select(static one => one.Address).ToList().FindIndex(one => one == brick);
        if (index < 0)
        {
            return SimulatedAnswer.Refusal("volStatus", $"No brick {question[3]} in volume {volume.Name}");
        }

        var address = volume.Definition.Bricks[index].Address;
        var document = CliDocument.Success().Begin("volStatus").Begin("volumes").Begin("volume").Leaf("volName", volume.Name).Leaf("nodeCount", 1);
        if (question.Cluster.IsUp(address.Host))
        {
            Tell(document, question, address, index);
        }

        return SimulatedAnswer.Document(document.End("volume").End("volumes").End("volStatus"));
    }

    private static void Tell(CliDocument document, Question question, BrickAddress brick, int index)
    {
        document.Begin("node").Leaf("hostname", brick.Host).Leaf("path", brick.Directory).Leaf("peerid", question.Cluster.FindPeer(brick.Host)!.Uuid)
            .Leaf("status", 1).Leaf("port", FirstPort + index).Begin("ports").Leaf("tcp", FirstPort + index).Leaf("rdma", "N/A").End("ports").Leaf("pid", FirstPid + index);
        if (question[4] == "clients")
        {
            document.Begin("clientsStatus").Leaf("clientCount", 1).Begin("client").Leaf("hostname", $"{brick.Host}:49151")
                .Leaf("bytesRead", 1688).Leaf("bytesWrite", 1796).Leaf("opVersion", 100000).End("client").End("clientsStatus");
        }
        else
        {
            document.Begin("memStatus").Begin("mallinfo");
            foreach (var (name, value) in Malloc)
            {
                document.Leaf(name, value);
            }

            document.End("mallinfo").Empty("mempool").End("memStatus");
        }

        document.End("node");
    }
}
