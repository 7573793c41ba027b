using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>What forbids a cure. Pure.</summary>
internal static class CureRefusals
{
    private const string Cannot = "Cannot cure Gluster Volume.";

    public static IEnumerable<Refusal> Before(HauntedVolume volume)
    {
        if (volume.Haunted.Length == 0)
        {
            yield return new("ACTION_TYPE_FAILED_NO_GHOST",
                $"{Cannot} No host is known to show a task of volume {volume.Name} that the others do not. GET ghosts?refresh=true looks again.", RefusalKind.Conflict);
        }
        else if (volume.Others.Count == 0)
        {
            yield return new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
                $"{Cannot} It takes another host than {volume.Haunted} that is up. Bring one up, or add one.", RefusalKind.Conflict);
        }

        if (volume.Holder is { } holder)
        {
            yield return new(VolumeRefusals.InProgress,
                $"{Cannot} A task is in progress on the volume {volume.Name} in cluster {volume.Cluster}. {holder.Describe()}", RefusalKind.Conflict)
            {
                Holder = holder,
            };
        }
    }

    public static Refusal PeersUnfit(HauntedVolume volume, string problem) => new(
        "ACTION_TYPE_FAILED_PEERS_NOT_CONNECTED",
        $"{Cannot} It takes that glusterd on {volume.Haunted} is stopped and all other peers are connected, but {problem}. See to that, then ask again.", RefusalKind.Conflict);
}
