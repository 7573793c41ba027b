using GlusterEngine.Model.Events;

namespace GlusterEngine.Engine.Events;

/// <summary>Parameters of <see cref="AddExternalEventCommand"/>.</summary>
/// <param name="Description">Sentence for people.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Origin">Who says it; not oVirt, which is the engine itself.</param>
/// <param name="CustomId">The client's own number of it.</param>
public sealed record AddExternalEventParameters(string Description, EventSeverity Severity, string Origin, int CustomId)
{
    /// <summary>Data of the client; null when there are none.</summary>
    public string? CustomData { get; init; }

    /// <summary>Seconds in which the client does not repeat it; null for oVirt's default.</summary>
    public int? FloodRate { get; init; }

    /// <summary>Cluster it is about; null when none.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>Host it is about; null when none.</summary>
    public Guid? HostId { get; init; }
}
