using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="CreateGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="Name">Its name, unique in the cluster.</param>
/// <param name="Type">Its layout, which the counts have to match.</param>
/// <param name="Layout">The counts.</param>
public sealed record CreateVolumeParameters(Guid ClusterId, string Name, GlusterVolumeType Type, VolumeLayout Layout)
    : GlusterVolumeParameters(ClusterId, VolumeLeaseId.Of(ClusterId, Name))
{
    /// <summary>Bricks in order; neighbours form the sets.</summary>
    public IReadOnlyList<NewBrick> Bricks { get; init; } = [];

    /// <summary>Options to set once it is there.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>Also what gluster advises against.</summary>
    public bool Force { get; init; }
}
