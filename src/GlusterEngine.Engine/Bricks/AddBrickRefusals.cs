using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What forbids counts of bricks that are to be added (spec/rest.md 4). Pure.</summary>
internal static class AddBrickRefusals
{
    private const string Cannot = "Cannot add Brick(s).";

    public static IEnumerable<Refusal> Counts(GlusterVolume volume, AddBricksParameters parameters)
    {
        var now = Math.Max(1, volume.ReplicaCount);
        var wanted = parameters.ReplicaCount is > 0 and var count ? count : now;
        if (wanted < now)
        {
            yield return Conflict("CAN_NOT_REDUCE_REPLICA_COUNT", $"Replica count cannot be reduced when adding bricks. Volume {volume.Name} has {now}.");
        }
        else if (wanted > now + 1)
        {
            yield return Conflict("CAN_NOT_INCREASE_REPLICA_COUNT_MORE_THAN_ONE", $"Replica count cannot be increased by more than one. Volume {volume.Name} has {now}.");
        }
        else if (wanted > now && (volume.ArbiterCount > 0 || volume.DisperseCount > 0))
        {
            yield return Bad("CAN_NOT_INCREASE_REPLICA_COUNT", $"The replica count of volume {volume.Name}, which is {(volume.ArbiterCount > 0 ? "one with arbiters" : "dispersed")}, cannot be increased.");
        }
        else if (parameters.DisperseCount is > 0 and var disperse && disperse != volume.DisperseCount)
        {
            yield return Bad("INVALID_DISPERSE_COUNT", $"The disperse count of volume {volume.Name} is {volume.DisperseCount} and cannot be changed to {disperse}.");
        }
        else if (parameters.Bricks.Count > 0 && parameters.Bricks.Count % Unit(volume, wanted > now) is not 0)
        {
            var unit = Unit(volume, wanted > now);
            yield return Bad("INVALID_BRICK_COUNT", $"The brick count {parameters.Bricks.Count} does not match: "
                + (wanted > now ? $"replica count {wanted} takes {unit} more, one for each set of volume {volume.Name}." : $"volume {volume.Name} grows by sets of {unit}."));
        }
    }

    /// <summary>Whether the replica count grows.</summary>
    public static int? NewReplicaCount(GlusterVolume volume, AddBricksParameters parameters) =>
        parameters.ReplicaCount > Math.Max(1, volume.ReplicaCount) ? parameters.ReplicaCount : null;

    private static int Unit(GlusterVolume volume, bool grows) => grows ? volume.BrickSets().Count() : Math.Max(1, Math.Max(volume.ReplicaCount, volume.DisperseCount));

    private static Refusal Conflict(string key, string text) => new($"ACTION_TYPE_FAILED_{key}", $"{Cannot} {text}", RefusalKind.Conflict);

    private static Refusal Bad(string key, string text) => new($"ACTION_TYPE_FAILED_{key}", $"{Cannot} {text}", RefusalKind.BadParameters);
}
