using GlusterEngine.Model;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire.Bricks;

namespace GlusterEngine.Server.Bricks;

/// <summary>Bricks as the API shows them.</summary>
internal static class BrickResources
{
    public static GlusterBrickResource Of(GlusterBrick brick, Guid clusterId, BrickHosts hosts, Hrefs hrefs, bool allContent = false)
    {
        var href = hrefs.Brick(clusterId, brick.VolumeId, brick.Id);
        var resource = new GlusterBrickResource
        {
            Id = brick.Id.ToString(),
            Href = href,
            Name = brick.Address.ToString(),
            Links = [Hrefs.Link(href, "statistics")],
            BrickDirectory = brick.BrickDir,
            ServerId = hosts[brick]?.ToString(),
            Status = brick.Status.ToLowerText(),
            GlusterVolume = VolumeResources.Reference(clusterId, brick.VolumeId, hrefs),
        };
        return !allContent ? resource : resource with
        {
            Device = brick.Device,
            FileSystem = brick.FsName,
            MountOptions = brick.MountOptions,
            ProcessId = brick.Pid,
            Port = brick.Port,
        };
    }
}
