namespace GlusterEngine.Engine.Jobs;

/// <summary>Parameters of <see cref="EndExternalStepCommand"/>.</summary>
/// <param name="JobId">The job.</param>
/// <param name="StepId">An external step of it.</param>
/// <param name="Succeeded">How it ended.</param>
public sealed record EndExternalStepParameters(Guid JobId, Guid StepId, bool Succeeded);
