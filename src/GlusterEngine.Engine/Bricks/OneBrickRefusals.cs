using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What forbids to empty one brick of a volume so that the others of its set fill it again. Pure.</summary>
internal static class OneBrickRefusals
{
    /// <summary>How many of the other bricks with data of a set it takes to fill one again.</summary>
    public static int Needed(GlusterVolume volume) => volume.DisperseCount > 0 ? volume.DisperseCount - volume.RedundancyCount : 1;

    public static IEnumerable<Refusal> Of(GlusterVolume volume, OneBrickParameters parameters, string cannot)
    {
        if (parameters.Override && string.IsNullOrWhiteSpace(parameters.Reason))
            yield return new("ACTION_TYPE_FAILED_REASON_REQUIRED", $"{cannot} override=true takes a reason: it goes into the audit log.", RefusalKind.BadParameters);
        if (volume.Bricks.Find(brick => brick.Id == parameters.BrickId) is not { } brick)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID", $"{cannot} Invalid gluster brick. Volume {volume.Name} has no brick {parameters.BrickId}.", RefusalKind.NotFound);
            yield break;
        }

        if (volume.Status != GlusterVolumeStatus.Up)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED",
                $"{cannot} Gluster Volume should be started. Volume {volume.Name} is {volume.Status.ToString().ToLowerInvariant()}.", RefusalKind.Conflict);
        }

        var set = volume.BrickSets().Single(set => set.Contains(brick));
        if (set.Length == 1)
        {
            yield return new("ACTION_TYPE_FAILED_NOT_A_REPLICA_VOLUME",
                $"{cannot} Volume {volume.Name} keeps the files of {brick.Address} nowhere else. Add a brick and migrate this one's data instead.", RefusalKind.BadParameters);
        }
        else if (set.Count(other => other != brick && other is { IsArbiter: false, Status: GlusterBrickStatus.Up }) < Needed(volume))
        {
            yield return new("ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
                $"{cannot} One or more bricks are down. Too few of {string.Join(", ", set.Where(other => other != brick).Select(static other => other.Address))} are up to fill {brick.Address} again; bring them up first.",
                RefusalKind.Conflict);
        }
    }
}
