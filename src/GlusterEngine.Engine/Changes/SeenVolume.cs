using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Changes;

/// <summary>What a host told of a volume.</summary>
/// <param name="Host">The host.</param>
/// <param name="Description">The volume; null when it does not know it.</param>
internal sealed record SeenVolume(VdsHost Host, VolumeDescription? Description);
