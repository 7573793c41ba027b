using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Changes;

/// <summary>What <c>volume info</c> shows of a volume once a change of it has happened. What is left null may be anything. Pure.</summary>
public sealed record VolumeExpectation
{
    /// <summary>Whether the volume is gone; nothing else counts then.</summary>
    public bool IsGone { get; init; }

    /// <summary>Started or not.</summary>
    public GlusterVolumeStatus? Status { get; init; }

    /// <summary>Options by key; a null value is one that is not set.</summary>
    public IReadOnlyDictionary<string, string?>? Options { get; init; }

    /// <summary>Bricks that are in the volume, as gluster writes them.</summary>
    public IReadOnlyList<string>? Has { get; init; }

    /// <summary>Bricks that are not in the volume any more.</summary>
    public IReadOnlyList<string>? Lacks { get; init; }

    /// <summary>Copies of each file; 0 when the layout has none.</summary>
    public int? ReplicaCount { get; init; }

    /// <summary>Whether it never shows in the volume's description, so that nobody can tell by looking.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>Whether it has happened.</summary>
    /// <param name="volume">The volume as gluster describes it; null when it does not know it.</param>
    public bool IsMetBy(VolumeDescription? volume)
    {
        if (volume is null || IsGone || IsInvisible) return IsGone && volume is null;
        var bricks = volume.Bricks.Select(static brick => brick.Address.ToString()).ToHashSet(StringComparer.Ordinal);
        return (Status is null || Status == volume.Status)
            && (ReplicaCount is null || ReplicaCount == volume.ReplicaCount)
            && (Options is null || Options.All(option => volume.Options.GetValueOrDefault(option.Key) == option.Value))
            && (Has is null || Has.All(bricks.Contains))
            && (Lacks is null || !Lacks.Any(bricks.Contains));
    }
}
