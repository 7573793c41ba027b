using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Statistics;

/// <summary>Counters of a task per host, from what the sync stored: reading them asks gluster nothing.</summary>
internal static class StepStatistics
{
    /// <summary>The counters of steps, by host.</summary>
    public static async Task<IReadOnlyList<StatisticResource>> LoadAsync(EngineDb db, IQueryable<Step> steps, Hrefs hrefs, CancellationToken aborted)
    {
        var nodes = await (from node in db.StepTaskNodes.AsNoTracking()
                           join step in steps on node.StepId equals step.Id
                           join task in db.StepTasks on node.StepId equals task.StepId
                           join host in db.Hosts on (Guid?)node.PeerUuid equals host.PeerUuid into hosts
                           from host in hosts.DefaultIfEmpty()
                           orderby host!.Name, node.PeerUuid
                           select new { Step = step, Node = node, task.Work, HostId = (Guid?)host!.Id }).ToListAsync(aborted);
        return [.. nodes.SelectMany(row => Of(row.Step, (row.Node, TaskFunctions.WorkOf(row.Work).Of(row.Node.PeerUuid)), row.HostId, hrefs))];
    }

    /// <summary>What a node has done in all: its counters begin again with its process, the shown ones do not.</summary>
    public static IEnumerable<StatisticResource> Of(Step step, (StepTaskNode Counters, NodeWork Work) of, Guid? hostId, Hrefs hrefs)
    {
        var stored = of.Counters;
        var node = of.Work.InAll(new(stored.PeerUuid, stored.Status, stored.Files, stored.Bytes, stored.Scanned, stored.Failed, stored.Skipped, stored.RunTime));
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
