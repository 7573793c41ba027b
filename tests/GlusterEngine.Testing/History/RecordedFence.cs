namespace GlusterEngine.Testing.History;

/// <summary>Somebody asked under which generation he may write a step, in a transaction that was committed.</summary>
/// <param name="Order">Place among all records of the database.</param>
/// <param name="Transaction">The transaction.</param>
/// <param name="Step">The step.</param>
/// <param name="Generation">The generation the writer believed in.</param>
/// <param name="IsHeld">What he was told.</param>
public sealed record RecordedFence(long Order, long Transaction, Guid Step, long Generation, bool IsHeld);
