using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Parameters of <see cref="AddExternalStepCommand"/>.</summary>
/// <param name="JobId">An external job.</param>
/// <param name="ParentStepId">Step of that job to stand under; null = directly under the job.</param>
/// <param name="Type">What it does.</param>
/// <param name="Description">The same for people.</param>
public sealed record AddExternalStepParameters(Guid JobId, Guid? ParentStepId, StepType Type, string? Description);
