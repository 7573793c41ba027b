namespace GlusterEngine.Testing.History;

/// <summary>What gluster was seen to keep of a volume. Looks of which nothing was new are left out.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Generation">Its generation; 0 for none.</param>
/// <param name="Mark">The option that short changes set, each to its correlation id; null when it is not set.</param>
public sealed record RecordedLook(DateTimeOffset At, Guid Volume, long Generation, string? Mark)
{
    public override string ToString() => $"{At:HH:mm:ss.fff} gluster keeps generation {Generation} of {Volume}, mark {Mark}";
}
