using GlusterEngine.Data;

namespace GlusterEngine.Engine.Commands;

/// <summary>What the transaction of a command came to.</summary>
/// <param name="Refusals">Why it must not be; empty = commit.</param>
/// <param name="Value">Result so far; unused with refusals.</param>
/// <param name="Continue">What remains to be done outside the transaction; null when nothing does.</param>
/// <param name="Rehearse">What a dry run shows, after the transaction was rolled back; null when it has nothing to show.</param>
public sealed record Prepared<TResult>(
    IReadOnlyList<Refusal> Refusals,
    TResult? Value = default,
    Func<CancellationToken, Task<CommandResult<TResult>>>? Continue = null,
    Func<CancellationToken, Task<CommandResult<TResult>>>? Rehearse = null)
{
    /// <summary>Tells, in a transaction, whether the command's own was committed where the database's answer to that was lost; null when nobody has to know.</summary>
    public Func<EngineDb, CancellationToken, Task<bool>>? IsWritten { get; init; }

    /// <summary>
    /// Whether the transaction wrote nothing, and doing it all again does no harm: a request with an idempotency key whose engine dies is then carried out again, instead of
    /// being told that it was.
    /// </summary>
    public bool IsRepeatable { get; init; }

    public static Prepared<TResult> Refuse(params IReadOnlyList<Refusal> refusals) => new(refusals);
}
