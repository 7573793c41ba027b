namespace GlusterEngine.Benchmarks.Locks;

/// <summary>A step with a volume of its own.</summary>
internal sealed record LeasedStep(int Number, Guid VolumeId, Guid JobId, Guid StepId);
