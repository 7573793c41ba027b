using GlusterEngine.Model.Events;

namespace GlusterEngine.Data.Events;

/// <summary>An event that is to be appended; the database adds id and time.</summary>
public sealed record EventDraft(EventCode Code, EventSeverity Severity, string Description)
{
    public string? CorrelationId { get; init; }

    public Guid? ClusterId { get; init; }

    public Guid? HostId { get; init; }

    public Guid? VolumeId { get; init; }

    public Guid? JobId { get; init; }

    public Guid? UserId { get; init; }
}
