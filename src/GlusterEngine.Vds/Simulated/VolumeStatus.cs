using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume status VOLUME detail</c>, <c>volume status all | VOLUME tasks</c>, <c>volume status VOLUME BRICK clients | mem</c></summary>
internal static class VolumeStatus
{
    public const int Locked = 30802;

    private const string Syntax = "volume status [all | <VOLNAME> [nfs|shd|<BRICK>|quotad]] [detail|clients|mem|inode|fd|callpool|tasks|client-list]";

    public static SimulatedAnswer Answer(Question question) => (question[2], question[3]) switch
    {
        ("all", "tasks") => ListAllTasks(question),
        (_, "tasks" or "detail") when question.Words.Count == 4 => AnswerOne(question),
        _ when question.Words.Count == 5 && question[4] is "clients" or "mem" => AnswerOne(question),
        _ => SimulatedAnswer.Usage(Syntax),
    };

    private static SimulatedAnswer AnswerOne(Question question)
    {
        var name = question[2];
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return SimulatedAnswer.Refusal("volStatus", $"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return SimulatedAnswer.Refusal("volStatus", volume.LockedWords, errno: Locked);
        }

        if (!volume.Definition.IsStarted)
        {
            return SimulatedAnswer.Refusal("volStatus", $"Volume {name} is not started");
        }

        if (question.Words.Count == 5)
        {
            return BrickStatus.Answer(question, volume);
        }

        var document = CliDocument.Success().Begin("volStatus").Begin("volumes");
        if (question[3] == "tasks")
        {
            ListTasks(document, question, volume);
        }
        else
        {
            ListBricks(document, question, volume);
        }

        return SimulatedAnswer.Document(document.End("volumes").End("volStatus"));
    }

    /// <summary>A stopped volume is not listed, and neither is one that is locked, without a word (spec/gluster.md 0.2).</summary>
    private static SimulatedAnswer ListAllTasks(Question question)
    {
        var document = CliDocument.Success().Begin("volStatus").Begin("volumes");
        foreach (var volume in question.Cluster.Volumes.Values)
        {
            if (volume.Definition.IsStarted && !volume.IsLocked(question.Now))
            {
                ListTasks(document, question, volume);
            }
        }

        return SimulatedAnswer.Document(document.End("volumes").End("volStatus"));
    }

    private static void ListTasks(CliDocument document, Question question, VolumeState volume)
    {
        document.Begin("volume").Leaf("volName", volume.Name);
        if (volume.TaskSeenBy(question.Asked.Hostname) is not { } task)
        {
            document.Empty("tasks").End("volume");
            return;
        }

        var status = TaskRows.Aggregate(question, task).Status;
        document.Begin("tasks").Begin("task").Leaf("type", task.Kind == SimulatedTaskKind.RemoveBrick ? "Remove brick" : "Rebalance")
            .Leaf("id", task.Id).Leaf("status", (int)status).Leaf("statusStr", TaskRows.TextOf(status));
        if (task.Kind == SimulatedTaskKind.RemoveBrick)
        {
            document.Begin("params");
            foreach (var brick in task.Bricks)
            {
                document.Leaf("brick", brick.ToString());
            }

            document.End("params");
        }

        document.End("task").End("tasks").End("volume");
    }

    /// <summary>Bricks of hosts that are down are not listed and not counted.</summary>
    private static void ListBricks(CliDocument document, Question question, VolumeState volume)
    {
        var bricks = volume.Definition.Bricks;
        var count = bricks.Count(brick => question.Cluster.IsUp(brick.Address.Host));
        document.Begin("volume").Leaf("volName", volume.Name).Leaf("nodeCount", count);
        for (var index = 0; index < bricks.Count; index++)
        {
            if (question.Cluster.IsUp(bricks[index].Address.Host))
            {
                ListBrick(document, question, bricks[index], index);
            }
        }

        document.End("volume");
    }

    /// <summary>Each brick has a file system of its own, so that what is free there is known to be free for it.</summary>
    private static string DeviceOf(BrickAddress brick) =>
        "/dev/mapper/vg" + brick.Directory.Replace("-", "--", StringComparison.Ordinal).Replace("/", "-", StringComparison.Ordinal);

    private static void ListBrick(CliDocument document, Question question, SimulatedBrick brick, int index)
    {
        const int firstPort = 49152;
        const int firstPid = 2000;
        const long bytesPerInode = 16384;
        var address = brick.Address;
        document.Begin("node").Leaf("hostname", address.Host).Leaf("path", address.Directory)
            .Leaf("peerid", question.Cluster.FindPeer(address.Host)!.Uuid).Leaf("status", 1).Leaf("port", firstPort + index)
            .Begin("ports").Leaf("tcp", firstPort + index).Leaf("rdma", "N/A").End("ports").Leaf("pid", firstPid + index)
            .Leaf("sizeTotal", brick.TotalBytes).Leaf("sizeFree", brick.FreeBytes).Leaf("device", DeviceOf(address)).Leaf("blockSize", 4096)
            .Leaf("mntOptions", "rw,noatime").Leaf("fsName", "xfs")
            .Leaf("inodesTotal", brick.TotalBytes / bytesPerInode).Leaf("inodesFree", brick.FreeBytes / bytesPerInode).End("node");
    }
}
