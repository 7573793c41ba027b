namespace GlusterEngine.Testing.History;

/// <summary>A change of a volume's lease, as committed.</summary>
/// <param name="Order">Place among all records of the database; changes of one volume are in the order of their commits.</param>
/// <param name="At">When.</param>
/// <param name="Transaction">The transaction that made it.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Before">Holder and generation before; null for a new row.</param>
/// <param name="After">Holder, null for nobody, and generation after.</param>
public sealed record RecordedLease(
    long Order, DateTimeOffset At, long Transaction, Guid Volume, (Guid? Step, long Generation)? Before, (Guid? Step, long Generation) After)
{
    public override string ToString() => $"{At:HH:mm:ss.fff} #{Order} lease of {Volume}: {Before} -> {After} (transaction {Transaction})";
}
