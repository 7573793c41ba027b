namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>A small gluster: four nodes, two volumes with a brick on each, one task per volume.</summary>
internal sealed class ModelPool
{
    private int tasks;

    public ModelPool() => Volumes = [.. Enumerable.Range(1, 2).Select(number => new ModelVolume(this, Id('d', number), $"volume{number}"))];

    public IReadOnlyList<ModelVolume> Volumes { get; }

    /// <summary>Nodes whose glusterd runs.</summary>
    public SortedSet<int> Up { get; } = [1, 2, 3, 4];

    public Guid NextId() => Id('a', ++tasks);

    public static Guid Id(char kind, int number) => new($"{new string(kind, 8)}-0000-0000-0000-{number:D12}");
}
