using System.Xml.Linq;

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
}
