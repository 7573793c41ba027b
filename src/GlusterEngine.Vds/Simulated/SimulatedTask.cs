using System.Collections.Immutable;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The one task of a volume. It holds no progress: that follows from the time.</summary>
internal sealed record SimulatedTask(Guid Id, SimulatedTaskKind Kind, ImmutableArray<BrickAddress> Bricks, ImmutableArray<NodeWork> Nodes)
{
    public NodeWork? On(string host)
    {
        foreach (var node in Nodes)
        {
            if (node.Host == host)
            {
                return node;
            }
        }

        return null;
    }

    public SimulatedTask With(NodeWork changed) =>
        this with { Nodes = [.. Nodes.Select(node => node.Host == changed.Host ? changed : node)] };

    /// <summary>Gluster's code for a node's state: a fix-layout has its own four in a status, none in the task list.</summary>
    public GlusterTaskStatus Code(GlusterTaskStatus status) =>
        Kind == SimulatedTaskKind.FixLayout && status != GlusterTaskStatus.NotStarted ? status + 4 : status;
}
