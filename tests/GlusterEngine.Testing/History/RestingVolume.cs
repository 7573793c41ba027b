namespace GlusterEngine.Testing.History;

/// <summary>A volume at the end of the run, in the database and in gluster.</summary>
public sealed record RestingVolume
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Holder of the lease; null for nobody.</summary>
    public Guid? Holder { get; init; }

    public long Generation { get; init; }

    /// <summary>What the database takes for possible as gluster's generation.</summary>
    public IReadOnlyList<long> Stamps { get; init; } = [0];

    /// <summary>What gluster keeps.</summary>
    public long Stamp { get; init; }

    /// <summary>The throttle that gluster keeps; null when none is set, as before the run.</summary>
    public string? Throttle { get; init; }

    /// <summary>What gluster lists.</summary>
    public IReadOnlyList<RestingTask> Tasks { get; init; } = [];
}
