using GlusterEngine.Engine.Locks;

namespace GlusterEngine.Engine.Commands;

/// <summary>A reason why a command is not carried out.</summary>
/// <param name="Key">oVirt's message key where it has one (spec/engine.md 1.5).</param>
/// <param name="Text">What is wrong, with which object, and what to do.</param>
/// <param name="Kind">Whose fault it is.</param>
public sealed record Refusal(string Key, string Text, RefusalKind Kind)
{
    /// <summary>What oVirt answers as the reason of the fault; null where it is that an operation failed, as nearly always.</summary>
    public string? Reason { get; init; }

    /// <summary>For a conflict: who holds the lease of the volume; null when nobody does, and for other reasons.</summary>
    public LeaseHolder? Holder { get; init; }
}
