namespace GlusterEngine.Engine.Ghosts;

/// <summary>A cure of a volume's ghosts.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="StepId">The step that holds the volume's lease meanwhile.</param>
public sealed record GhostCure(Guid JobId, Guid StepId);
