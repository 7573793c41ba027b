using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Gluster's <c>cluster.rebal-throttle</c>: how much of a node a task may take. Pure.</summary>
internal static class Throttles
{
    public const string Option = "cluster.rebal-throttle";
    private static readonly string[] Values = ["lazy", "normal", "aggressive"];

    /// <summary>What is set on a volume; empty when it is not.</summary>
    public static string Current(GlusterVolume volume) => volume.Options.Find(static option => option.Name == Option)?.Value ?? "";

    /// <summary>That the volume has a task whose throttle means something.</summary>
    public static IEnumerable<Refusal> NoTask(VolumeSnapshot snapshot)
    {
        if (snapshot.OpenTask is { State: { Status: JobExecutionStatus.Started, ExternalId: not null } or { Intent: not null } }) yield break;
        yield return new("ACTION_TYPE_FAILED_NO_TASK_TO_THROTTLE",
            $"Cannot throttle Gluster Volume. No task is running on the volume {snapshot.Volume.Name} in cluster {snapshot.ClusterName}. "
            + "Give the throttle when you start one.", RefusalKind.Conflict);
    }

    /// <param name="volume">The volume.</param>
    /// <param name="holder">Who holds it; null when nobody does, as before a start.</param>
    /// <param name="problem">Who is missing.</param>
    /// <param name="verb">What was to be done.</param>
    public static Refusal PeersMissing(string volume, LeaseHolder? holder, string problem, string verb = "throttle") => new(
        "ACTION_TYPE_FAILED_PEERS_NOT_CONNECTED",
        $"Cannot {verb} Gluster Volume. An option of {volume} may be set only while all peers are connected, and {problem}. Bring it back first.{(holder is null ? "" : $" {holder.Describe()}")}", RefusalKind.Conflict)
    {
        Holder = holder,
    };

    /// <param name="volume">The volume.</param>
    /// <param name="holder">Who holds it by now; null when nobody does.</param>
    public static Refusal Changed(string volume, LeaseHolder? holder) => new(
        VolumeRefusals.InProgress,
        $"Cannot throttle Gluster Volume. The task on volume {volume} ended or is being changed at this moment.{(holder is null ? "" : $" {holder.Describe()}")}", RefusalKind.Conflict)
    {
        Holder = holder,
    };

    public static IEnumerable<Refusal> Refusals(string? throttle, string verb)
    {
        if (throttle is not null && !Values.Contains(throttle, StringComparer.Ordinal))
        {
            yield return new("ACTION_TYPE_FAILED_BAD_THROTTLE",
                $"Cannot {verb}. There is no throttle '{throttle}': use {string.Join(", ", Values)}.", RefusalKind.BadParameters);
        }
    }
}
