using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Data.Tasks;

/// <summary>Counters of one node of a task.</summary>
public sealed record TaskNode(
    Guid PeerUuid, GlusterTaskStatus Status, long Files, long Bytes, long Scanned, long Failed, long Skipped, double RunTime);
