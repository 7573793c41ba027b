using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The rows of a task's nodes in the reply to a status or a stop.</summary>
internal static class TaskRows
{
    /// <summary>The whole task as far as its nodes answer; not started when none does.</summary>
    public static NodeProgress Aggregate(Question question, SimulatedTask task)
    {
        var sum = default(NodeProgress);
        foreach (var node in task.Nodes)
        {
            if (question.Cluster.IsUp(node.Host))
            {
                sum += node.At(question.Now);
            }
        }

        return sum;
    }

    /// <summary>Writes the count of nodes, which is that of the whole pool, a row for each that answers, and the aggregate.</summary>
    public static void Write(CliDocument document, Question question, SimulatedTask task, bool isStop)
    {
        var sum = default(NodeProgress);
        document.Leaf("nodeCount", question.Cluster.Peers.Count);
        foreach (var peer in question.Answering())
        {
            if (task.On(peer.Hostname) is { } work)
            {
                var progress = Ended(work.At(question.Now), isStop);
                sum += progress;
                document.Begin("node").Leaf("nodeName", peer == question.Asked ? "localhost" : peer.Hostname).Leaf("id", peer.Uuid);
                WriteCounters(document, task, progress);
                document.End("node");
            }
        }

        document.Begin("aggregate");
        WriteCounters(document, task, sum);
        document.End("aggregate");
    }

    public static string TextOf(GlusterTaskStatus status) => status switch
    {
        GlusterTaskStatus.NotStarted => "not started",
        GlusterTaskStatus.InProgress => "in progress",
        GlusterTaskStatus.Stopped => "stopped",
        GlusterTaskStatus.Completed => "completed",
        GlusterTaskStatus.Failed => "failed",
        GlusterTaskStatus.FixLayoutInProgress => "fix-layout in progress",
        GlusterTaskStatus.FixLayoutStopped => "fix-layout stopped",
        GlusterTaskStatus.FixLayoutCompleted => "fix-layout completed",
        _ => "fix-layout failed",
    };

    /// <summary>A stop changes the status of the nodes that still work; the others keep theirs.</summary>
    private static NodeProgress Ended(NodeProgress progress, bool isStop) =>
        isStop && progress.Status == GlusterTaskStatus.InProgress ? progress with { Status = GlusterTaskStatus.Stopped } : progress;

    private static void WriteCounters(CliDocument document, SimulatedTask task, NodeProgress progress)
    {
        var code = task.Code(progress.Status);
        document.Leaf("files", progress.Files).Leaf("size", progress.Bytes).Leaf("lookups", progress.Scanned)
            .Leaf("failures", progress.Failed).Leaf("skipped", progress.Skipped).Leaf("status", (int)code).Leaf("statusStr", TextOf(code))
            .Leaf("runtime", $"{progress.RunTime}.00");
    }
}
