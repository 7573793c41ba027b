using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What the commit gate judges from.</summary>
/// <param name="Expected">Nodes that hold a brick that leaves, with their names.</param>
/// <param name="Nodes">Counters just read; null when they could not be.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Heals">Entries to heal of the bricks that stay; null when they could not be read, empty when the volume has no copies.</param>
/// <param name="Scans">Looks at the bricks that leave; those that nobody can ever look at are not in it.</param>
internal sealed record GateEvidence(
    IReadOnlyDictionary<Guid, string> Expected,
    IReadOnlyList<TaskNode>? Nodes,
    string? Problem,
    IReadOnlyList<BrickHealCount>? Heals,
    IReadOnlyList<(BrickAddress Brick, BrickScan? Scan, string? Problem)> Scans)
{
    /// <summary>Whether gluster counts no heals of such a volume at all; then <see cref="Heals"/> is null.</summary>
    public bool HealsAreUncounted { get; init; }

    /// <summary>Whether each brick that leaves was looked at to its end, and no file is left on any.</summary>
    public bool IsEmptied { get; init; }
}
