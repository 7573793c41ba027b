using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Server.Volumes;

/// <summary>Volumes and bricks as clients describe them when they add some. Pure.</summary>
internal static class NewVolumes
{
    /// <exception cref="FaultException">Something mandatory is missing, or no id.</exception>
    public static CreateVolumeParameters Of(Guid clusterId, GlusterVolumeResource volume)
    {
        Mandatory.Require(volume.Name, "gluster_volume.name");
        Mandatory.Require(volume.VolumeType, "gluster_volume.volume_type");
        if (volume.Bricks is not { Count: > 0 } bricks) throw new FaultException(400, "Input validation failed.", "Parameter 'gluster_volume.bricks' is mandatory but was not provided.");
        if (volume.StripeCount > 1) throw FaultException.BadRequest("gluster_volume.stripe_count: gluster has no striped volumes any more; leave it out.");
        var layout = new Vds.Volumes.VolumeLayout(volume.ReplicaCount ?? 0, ArbiterCount: 0, volume.DisperseCount ?? 0, volume.RedundancyCount ?? 0)
        {
            Transports = volume.TransportTypes is { Count: > 0 } transports ? transports : null,
        };
        return new(clusterId, volume.Name, EnumText.Parse<GlusterVolumeType>(volume.VolumeType)!.Value, layout)
        {
            Bricks = [.. bricks.Select(static brick => Of(brick))],
            Options = [.. (volume.Options ?? []).Select(static option => Of(option))],
        };
    }

    /// <exception cref="FaultException">Host or directory is missing, or the host's id is none.</exception>
    public static NewBrick Of(GlusterBrickResource brick) => string.IsNullOrEmpty(brick.ServerId) || string.IsNullOrEmpty(brick.BrickDirectory)
        ? throw new FaultException(400, "Incomplete parameters", "GlusterBrick [serverId, brickDir] required for add")
        : new(Mandatory.ReadId(brick.ServerId, "brick.server_id")!.Value, brick.BrickDirectory);

    private static KeyValuePair<string, string> Of(OptionResource option)
    {
        Mandatory.Require(option.Name, "option.name");
        Mandatory.Require(option.Value, "option.value");
        return new(option.Name, option.Value);
    }
}
