using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids a volume as it is described (gluster's own rules, spec/engine.md 6.1). Pure.</summary>
internal static class CreateRefusals
{
    private const string Cannot = "Cannot create Gluster Volume.";

    // The files of glusterd are named VOLUME.HOST.DIRECTORY.vol; 255 characters have to do for that.
    private const int LongestName = 200;
    private static readonly string[] Reserved = ["volume", "type", "subvolumes", "option", "end-volume", "all", "volume_not_in_ring"];

    public static IEnumerable<Refusal> Of(CreateVolumeParameters volume, bool isNameTaken, string cluster)
    {
        if (!IsName(volume.Name))
        {
            yield return new("ACTION_TYPE_FAILED_NAME_MAY_NOT_CONTAIN_SPECIAL_CHARS",
                $"{Cannot} '{volume.Name}' cannot be the name of a volume: use 1 to {LongestName} letters, digits, '_' or '-', not '-' at the begin, and none of {string.Join(", ", Reserved)}.", RefusalKind.BadParameters);
        }

        if (isNameTaken)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_NAME_ALREADY_EXISTS",
                $"{Cannot} Volume name {volume.Name} already exists in cluster {cluster}; choose another name.", RefusalKind.Conflict);
        }

        if (Counts(volume) is { } problem)
            yield return new("ACTION_TYPE_FAILED_INVALID_BRICK_COUNT", $"{Cannot} {problem}", RefusalKind.BadParameters);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '-' && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && !Reserved.Contains(name, StringComparer.Ordinal);

    private static string? Counts(CreateVolumeParameters volume)
    {
        var (layout, bricks, type) = (volume.Layout, volume.Bricks.Count, volume.Type.ToLowerText());
        return volume.Type switch
        {
            GlusterVolumeType.Distribute when layout.SetSize > 1 => "A volume of type distribute has no replica_count and no disperse_count: leave them out, or name another volume_type.",
            GlusterVolumeType.Distribute => null,
            GlusterVolumeType.Replicate or GlusterVolumeType.DistributedReplicate when layout.DisperseCount > 0 => $"A volume of type {type} has no disperse_count.",
            GlusterVolumeType.Replicate or GlusterVolumeType.DistributedReplicate when layout.ReplicaCount < 2 => $"A volume of type {type} needs a replica_count of 2 or more.",
            GlusterVolumeType.Disperse or GlusterVolumeType.DistributedDisperse when layout.ReplicaCount > 1 => $"A volume of type {type} has no replica_count.",
            GlusterVolumeType.Disperse or GlusterVolumeType.DistributedDisperse when layout.DisperseCount < 3 => $"A volume of type {type} needs a disperse_count of 3 or more.",
            GlusterVolumeType.Disperse or GlusterVolumeType.DistributedDisperse when layout.RedundancyCount * 2 >= layout.DisperseCount || layout.RedundancyCount < 0 =>
                $"The redundancy_count {layout.RedundancyCount} has to be less than half of the disperse_count {layout.DisperseCount}; leave it out to let gluster choose.",
            GlusterVolumeType.Replicate or GlusterVolumeType.Disperse when bricks != layout.SetSize =>
                $"The brick count {bricks} does not match: a volume of type {type} with sets of {layout.SetSize} has {layout.SetSize} bricks. For more, say distributed_{type}.",
            GlusterVolumeType.DistributedReplicate or GlusterVolumeType.DistributedDisperse when bricks % layout.SetSize != 0 || bricks <= layout.SetSize =>
                $"The brick count {bricks} does not match: a volume of type {type} with sets of {layout.SetSize} has two or more times {layout.SetSize} bricks.",
            GlusterVolumeType.Replicate or GlusterVolumeType.DistributedReplicate or GlusterVolumeType.Disperse or GlusterVolumeType.DistributedDisperse => null,
            _ => $"Gluster has no volumes of type {type} any more: use distribute, replicate, distributed_replicate, disperse or distributed_disperse.",
        };
    }
}
