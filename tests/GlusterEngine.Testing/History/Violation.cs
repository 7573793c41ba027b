namespace GlusterEngine.Testing.History;

/// <summary>Something that must never be.</summary>
/// <param name="Text">What, in a sentence.</param>
public sealed record Violation(string Text)
{
    public Guid? Volume { get; init; }

    public Guid? Step { get; init; }

    /// <summary>When it came to be; null for at the end.</summary>
    public DateTimeOffset? At { get; init; }

    public override string ToString() => Text;
}
