namespace GlusterEngine.Engine.Changes;

/// <summary>A short change of a volume that was written down.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="StepId">Its step.</param>
/// <param name="VolumeId">The volume; null for one that is not known yet, or not any more.</param>
public sealed record GlusterVolumeChange(Guid JobId, Guid StepId, Guid? VolumeId);
