namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>The locks of volumes, as the functions of the database keep them: AcquireVolumeLease, AdvanceVolumeLease, FenceTasks and ReleaseVolumeLease.</summary>
internal sealed class ModelLeases
{
    private readonly Dictionary<Guid, (Guid? StepId, long Generation)> rows = [];
    private long generations;

    /// <summary>Those that a step holds.</summary>
    public IEnumerable<(Guid VolumeId, Guid StepId, long Generation)> Held =>
        rows.Where(static row => row.Value.StepId is not null).Select(static row => (row.Key, row.Value.StepId!.Value, row.Value.Generation));

    public Guid? HolderOf(Guid volumeId) => rows.TryGetValue(volumeId, out var row) ? row.StepId : null;

    public bool IsHeld(Guid stepId, long generation) => rows.ContainsValue((stepId, generation));

    /// <summary>The generation; null where another step holds it.</summary>
    public long? Acquire(Guid volumeId, Guid stepId)
    {
        if (HolderOf(volumeId) is not null) return null;
        rows[volumeId] = (stepId, ++generations);
        return generations;
    }

    /// <summary>The new generation; null where the step does not hold it.</summary>
    public long? Advance(Guid volumeId, Guid stepId)
    {
        if (HolderOf(volumeId) != stepId) return null;
        rows[volumeId] = (stepId, ++generations);
        return generations;
    }

    /// <summary>Only the holder does, and the row stays, so that its generation does.</summary>
    public void Release(Guid stepId, long generation)
    {
        foreach (var (volumeId, _) in rows.Where(row => row.Value == (stepId, generation)).ToList()) rows[volumeId] = (null, generation);
    }
}
