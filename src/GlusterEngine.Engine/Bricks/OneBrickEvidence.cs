using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>From what it is judged whether one brick may be emptied.</summary>
/// <param name="Leaving">The brick.</param>
/// <param name="Rest">The others of its set, and which of them holds names only.</param>
/// <param name="Needed">How many of the others with data it takes to fill the brick again.</param>
internal sealed record OneBrickEvidence(BrickAddress Leaving, IReadOnlyList<(BrickAddress Address, bool IsArbiter)> Rest, int Needed)
{
    /// <summary>Bricks of the volume that are up just now; null when that could not be read.</summary>
    public IReadOnlySet<BrickAddress>? Online { get; init; }

    /// <summary>Entries to heal of the volume's bricks, just read; null when they could not be.</summary>
    public IReadOnlyList<BrickHealCount>? Heals { get; init; }

    /// <summary>Why <see cref="Online"/> or <see cref="Heals"/> could not be read.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether gluster counts no heals of such a volume at all; then <see cref="Heals"/> is null.</summary>
    public bool HealsAreUncounted { get; init; }
}
