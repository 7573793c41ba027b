namespace GlusterEngine.Engine.Commands;

/// <summary>Parameters of a command on a volume.</summary>
public abstract record GlusterVolumeParameters(Guid ClusterId, Guid VolumeId);
