namespace GlusterEngine.Model.Jobs;

/// <summary>An object that a job is about (oVirt <c>job_subject_entity</c>).</summary>
public sealed class JobSubject
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The object.</summary>
    public required Guid EntityId { get; init; }

    /// <summary>Its kind.</summary>
    public required SubjectType EntityType { get; init; }
}
