namespace GlusterEngine.UnitTests.Engine;

/// <summary>Ids that read like what they are: peers by number, tasks by letter.</summary>
internal static class Peers
{
    public static Guid Of(int number) => new(number, 0, 0, new byte[8]);

    public static IReadOnlySet<Guid> Set(params int[] numbers) => numbers.Select(Of).ToHashSet();
}
