using FsCheck;
using FsCheck.Fluent;

namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>Something that happens to the engine or to gluster.</summary>
/// <param name="Kind">What.</param>
/// <param name="Volume">To which volume, 0 or 1.</param>
/// <param name="Choice">0 to 11: which node, which bricks, which way out.</param>
internal sealed record Move(MoveKind Kind, int Volume, int Choice)
{
    /// <summary>Up to 80 of them; a counterexample is cut down by leaving some out.</summary>
    public static Arbitrary<Move[]> Sequences { get; } = Arb.From(
        from length in Gen.Choose(10, 80)
        from moves in Any.ArrayOf(length)
        select moves,
        Shrink);

    private static Gen<Move> Any =>
        from kind in Gen.Frequency(Enum.GetValues<MoveKind>().Select(static kind => (WeightOf(kind), Gen.Constant(kind))))
        from volume in Gen.Choose(0, 1)
        from choice in Gen.Choose(0, 11)
        select new Move(kind, volume, choice);

    public override string ToString() => $"{Kind}({Volume}, {Choice})";

    private static int WeightOf(MoveKind kind) => kind switch
    {
        MoveKind.Work => 30,
        MoveKind.Answer or MoveKind.Look or MoveKind.WriteLook => 10,
        MoveKind.AskCommit => 12,
        MoveKind.AskMigration or MoveKind.NodeUp or MoveKind.Unlock or MoveKind.Wait => 4,
        MoveKind.CliDelete or MoveKind.Die => 1,
        _ => 2,
    };

    private static IEnumerable<Move[]> Shrink(Move[] moves)
    {
        for (var size = moves.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= moves.Length; start += size)
                yield return [.. moves[..start], .. moves[(start + size)..]];
        }
    }
}
