using GlusterEngine.Model.Clusters;

namespace GlusterEngine.Engine.Clusters;

/// <summary>Parameters of <see cref="AddClusterCommand"/>.</summary>
/// <param name="Name">Mandatory.</param>
/// <param name="Description">Free text.</param>
/// <param name="Comment">Free text.</param>
/// <param name="CompatibilityVersion">One of <see cref="CompatibilityLevel.All"/>; null for the newest.</param>
public sealed record AddClusterParameters(string? Name, string? Description = null, string? Comment = null, string? CompatibilityVersion = null);
