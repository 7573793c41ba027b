namespace GlusterEngine.Testing.History;

/// <summary>A write of the state of a step, as committed.</summary>
public sealed record RecordedWrite
{
    /// <summary>Place among all records of the database.</summary>
    public required long Order { get; init; }

    public DateTimeOffset At { get; init; }

    public required long Transaction { get; init; }

    public required Guid Step { get; init; }

    /// <summary>Whether it is the step of a task; else that of a short change, or of what a job consists of.</summary>
    public bool IsTask { get; init; } = true;

    public string Status { get; init; } = "STARTED";

    public Guid? ExternalId { get; init; }

    public bool IsEnded { get; init; }

    /// <summary>Whether the step had ended before this write.</summary>
    public bool WasEnded { get; init; }

    /// <summary>Generation of the lease that the step held at that moment; null when it held none.</summary>
    public long? Held { get; init; }

    /// <summary>Generation under which the short change behind the step is made; null for the step of a task, and where the change holds no lease.</summary>
    public long? ChangedUnder { get; init; }

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} #{Order} step {Step}: {Status}{(IsEnded ? " ended" : "")} task {ExternalId} under generation {Held} (transaction {Transaction})";
}
