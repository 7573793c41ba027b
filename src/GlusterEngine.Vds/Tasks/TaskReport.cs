using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Reply of a status or stop of a rebalance or remove-brick.</summary>
/// <param name="TaskId">Gluster's task id; null when the reply has none.</param>
/// <param name="Nodes">A row per node that answered. Gluster's aggregate is not read: it leaves out nodes that are away.</param>
public sealed record TaskReport(Guid? TaskId, IReadOnlyList<NodeReport> Nodes)
{
    /// <summary>What is left to say of a task after its commit: nothing. The bricks it was about are no part of the volume any more.</summary>
    public static TaskReport Gone { get; } = new(TaskId: null, []);

    internal static TaskReport Parse(XElement body)
    {
        // <volRebalance> or <volRemoveBrick>: <task-id>UUID</task-id><op>3</op><nodeCount>3</nodeCount>    (nodeCount counts nodes that are away)
        //   <node><nodeName>localhost</nodeName><id>UUID</id><files>2</files><size>8192</size><lookups>503</lookups><failures>0</failures>
        //     <skipped>0</skipped><status>1</status><statusStr>in progress</statusStr><runtime>797.00</runtime></node>..
        //   <aggregate>..</aggregate>
        Guid? taskId = body.Element("task-id") is null ? null : body.Uuid("task-id");
        return new TaskReport(
            taskId == Guid.Empty ? null : taskId,
            body.Elements("node").Select(ParseNode).Distinct(static node => node.PeerUuid, "node"));
    }

    private static NodeReport ParseNode(XElement node) => new(
        node.Uuid("id"),
        TaskStatusCode.Parse(node),
        node.Count("files"),
        node.Count("size"),
        node.Count("lookups"),
        node.Count("failures"),
        node.Count("skipped"),
        node.Seconds("runtime"));

    /// <summary>Reads a report of VDSM, which leaves out the task's id.</summary>
    internal static TaskReport ParseVdsm(JsonElement result)
    {
        // {"summary":{..},"hosts":[{"name":"localhost","id":"UUID","runtime":"1.00","filesScanned":"168","filesMoved":"5","filesFailed":"0","filesSkipped":"0",
        //   "totalSizeMoved":"1310720","status":"IN_PROGRESS"},..]}    (hosts that are away are left out)
        return new(TaskId: null, result.Items("hosts").Select(ParseHost).Distinct(static node => node.PeerUuid, "node"));
    }

    private static NodeReport ParseHost(JsonElement host) => new(
        host.Uuid("id"),
        EnumText.Parse<GlusterTaskStatus>(host.Text("status")) ?? GlusterTaskStatus.Unknown,
        host.Count("filesMoved"),
        host.Count("totalSizeMoved"),
        host.Count("filesScanned"),
        host.Count("filesFailed"),
        host.Count("filesSkipped"),
        host.Seconds("runtime"));
}
