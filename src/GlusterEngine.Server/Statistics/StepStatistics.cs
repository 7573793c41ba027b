using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Statistics;

/// <summary>Counters of a task per host, from what the sync stored: reading them asks gluster nothing.</summary>
internal static class StepStatistics
{
    public static IEnumerable<StatisticResource> Of(Step step, StepTaskNode node, Guid? hostId, Hrefs hrefs)
    {
        var owner = hrefs.Step(step.JobId, step.Id);
        var count = ("counter", "integer", "none");
        StatisticResource[] all =
        [
            StatisticFactory.Number(owner, "files.moved", "Number of files moved", count, node.Files),
            StatisticFactory.Number(owner, "size.moved", "Size of files moved", ("gauge", "integer", "bytes"), node.Bytes),
            StatisticFactory.Number(owner, "files.skipped", "Number of files skipped", count, node.Skipped),
            StatisticFactory.Number(owner, "files.scanned", "Number of files scanned", count, node.Scanned),
            StatisticFactory.Number(owner, "files.failed", "Number of files failed", count, node.Failed),
            StatisticFactory.Number(owner, "run.time", "Time for which task is running", ("counter", "decimal", "seconds"), (decimal)node.RunTime),
            StatisticFactory.Text(owner, "status", "Status of task", StatusText(node.Status)),
        ];
        var stepReference = new StepResource { Id = step.Id.ToString(), Href = owner };
        return all.Select(statistic => statistic with
        {
            Host = hostId is { } id ? HostResources.Reference(id, hrefs) : new() { Name = node.PeerUuid.ToString() },
            Step = stepReference,
        });
    }

    private static string StatusText(GlusterTaskStatus status) => status switch
    {
        GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress => "STARTED",
        GlusterTaskStatus.Completed or GlusterTaskStatus.FixLayoutCompleted or GlusterTaskStatus.ResetDueToReplaceBrick or GlusterTaskStatus.ResetDueToResetBrick => "FINISHED",
        GlusterTaskStatus.Failed or GlusterTaskStatus.FixLayoutFailed => "FAILED",
        GlusterTaskStatus.Stopped or GlusterTaskStatus.FixLayoutStopped => "ABORTED",
        _ => "UNKNOWN",
    };
}
