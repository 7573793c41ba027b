using System.Runtime.InteropServices;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A node's state and counters at one moment.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeProgress(
    GlusterTaskStatus Status, long Files, long Bytes, long Scanned, long Failed, long Skipped, long RunTime)
{
    /// <summary>The aggregate of gluster: sums, the longest run time, and the most urgent status (spec/gluster.md 2.1).</summary>
    public static NodeProgress operator +(NodeProgress left, NodeProgress right) => new(
        Urgency(left.Status) >= Urgency(right.Status) ? left.Status : right.Status,
        left.Files + right.Files,
        left.Bytes + right.Bytes,
        left.Scanned + right.Scanned,
        left.Failed + right.Failed,
        left.Skipped + right.Skipped,
        Math.Max(left.RunTime, right.RunTime));

    private static int Urgency(GlusterTaskStatus status) => status switch
    {
        GlusterTaskStatus.InProgress => 4,
        GlusterTaskStatus.Failed => 3,
        GlusterTaskStatus.Stopped => 2,
        GlusterTaskStatus.Completed => 1,
        _ => 0,
    };
}
