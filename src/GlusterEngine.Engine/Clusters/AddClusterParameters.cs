namespace GlusterEngine.Engine.Clusters;

/// <summary>Parameters of <see cref="AddClusterCommand"/>.</summary>
public sealed record AddClusterParameters(string? Name, string? Description = null, string? Comment = null);
