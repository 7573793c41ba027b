namespace GlusterEngine.Testing.History;

/// <summary>A request for a change and its answer. All tries of one intention share its correlation id.</summary>
public sealed record RecordedRequest
{
    public required DateTimeOffset SentAt { get; init; }

    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The engine that was asked.</summary>
    public string Engine { get; init; } = "";

    public required RequestKind Kind { get; init; }

    public required Guid Volume { get; init; }

    /// <summary>Sent as <c>Correlation-Id</c>, and with a key as <c>Idempotency-Key</c> too.</summary>
    public required string Correlation { get; init; }

    public bool HasKey { get; init; }

    /// <summary>Status code; null when no answer came.</summary>
    public int? Code { get; init; }

    /// <summary>Status of the action in the answer.</summary>
    public string? Status { get; init; }

    /// <summary>Why not; null when it was accepted.</summary>
    public string? Fault { get; init; }

    public Guid? Job { get; init; }

    public Guid? Step { get; init; }

    public bool MakesJob => Kind is RequestKind.Rebalance or RequestKind.Migrate or RequestKind.SetOption;

    public bool IsAccepted => Code is >= 200 and < 300;

    public override string ToString() =>
        $"{AnsweredAt:HH:mm:ss.fff} {Engine} {Kind} {(HasKey ? "key" : "id")} {Correlation}: {Code?.ToString() ?? "no answer"} {Status} job {Job} step {Step} (sent {SentAt:HH:mm:ss.fff}) {Fault}";
}
