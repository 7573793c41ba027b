using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>What forbids a cure. Pure.</summary>
internal static class CureRefusals
{
    private const string Cannot = "Cannot cure Gluster Volume.";

    public static IEnumerable<Refusal> Before(HauntedVolume volume, string? holder)
    {
        if (volume.Ghosts.Count == 0)
        {
            yield return new("ACTION_TYPE_FAILED_NO_GHOST",
                $"{Cannot} No host is known to show a task of volume {volume.Name} that the others do not. GET ghosts?refresh=true looks again.", RefusalKind.Conflict);
        }
        else if (volume.Clean.Count == 0)
        {
            yield return new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
                $"{Cannot} It takes another host than {Names(volume)} that is up. Bring one up, or add one.", RefusalKind.Conflict);
        }

        if (holder is not null)
        {
            yield return new("ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS",
                $"{Cannot} A task is in progress on the volume {volume.Name} in cluster {volume.Cluster}: {holder}", RefusalKind.Conflict);
        }
    }

    public static Refusal PeersMissing(HauntedVolume volume, string problem) => new(
        "ACTION_TYPE_FAILED_PEERS_NOT_CONNECTED",
        $"{Cannot} An option of {volume.Name} may be set only while all peers are connected, and {problem}. Bring it back first.", RefusalKind.Conflict);

    public static Refusal TaskOpen(HauntedVolume volume, Guid taskId, string host) => new(
        "ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS",
        $"{Cannot} Host {host} shows the task {taskId} of volume {volume.Name}, which is not over. Stop or commit it first.", RefusalKind.Conflict);

    public static Refusal NotSeen(HauntedVolume volume, string host, string reason) => new(
        "ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS",
        $"{Cannot} Whether a task of volume {volume.Name} is open could not be read from host {host}: {reason} Try again.", RefusalKind.Conflict);

    public static string Names(HauntedVolume volume) => string.Join(", ", volume.Haunted.Select(static host => host.Name));
}
