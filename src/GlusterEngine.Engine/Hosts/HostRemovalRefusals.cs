using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What forbids to remove a host, as far as the engine knows without asking gluster (keys: oVirt's). Pure.</summary>
internal static class HostRemovalRefusals
{
    /// <param name="host">The host.</param>
    /// <param name="volumes">Names of the volumes that have bricks on it.</param>
    public static IEnumerable<Refusal> Of(Host host, IReadOnlyCollection<string> volumes)
    {
        if (host.Status != HostStatus.Maintenance)
        {
            yield return new("VDS_CANNOT_REMOVE_VDS_STATUS_ILLEGAL",
                $"Cannot remove Host. {host.Name} is {host.Status.ToLowerText()}; put it into maintenance first (deactivate).", RefusalKind.Conflict);
        }

        if (volumes.Count > 0) yield return HoldsBricks(host, volumes);
    }

    /// <summary>It has bricks.</summary>
    public static Refusal HoldsBricks(Host host, IReadOnlyCollection<string> volumes) => new("VDS_CANNOT_REMOVE_HOST_HAVING_GLUSTER_VOLUME",
        $"Cannot remove Host. {host.Name} has bricks of {(volumes.Count == 1 ? "volume" : "volumes")} {string.Join(", ", volumes)}; move or remove them first.", RefusalKind.Conflict);

    /// <summary>The last host takes what it told with it, so nothing may be under way there.</summary>
    public static Refusal LastWithOpenJob(Host host, Guid job) => new("ACTION_TYPE_FAILED_LAST_HOST_WITH_OPEN_TASK",
        $"Cannot remove Host. {host.Name} is the last host of its cluster and job {job} still runs there: end it (by releaselease where nobody is left to tell of it), or add another host first.", RefusalKind.Conflict);

    /// <summary>The same for a count of heals, which holds nothing that could be released.</summary>
    public static Refusal LastWithCount(Host host, Guid job) => new("ACTION_TYPE_FAILED_LAST_HOST_WITH_OPEN_TASK",
        $"Cannot remove Host. {host.Name} is the last host of its cluster and job {job} still counts heals there: wait for its end, which comes within two hours at the latest.", RefusalKind.Conflict);

    /// <summary>There is nobody who could detach it.</summary>
    public static Refusal NobodyToAsk(Host host, string cluster) => new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
        $"Cannot remove Host. {host.Name} is in the pool of cluster {cluster}, and no other host of it is up that could detach it. Bring one up first; or, if they are lost for good, activate them, shut down gluster on those that still answer, and once all are non_responsive say force=true: then the engine forgets it without telling gluster.", RefusalKind.Conflict);

    /// <summary>Nobody told whether it is a peer.</summary>
    public static Refusal NobodyAnswers(Host host, string problem) => new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
        $"Cannot remove Host. Whether {host.Name} is in the pool cannot be told: {problem}. Bring another host up first.", RefusalKind.Conflict);

    /// <summary>It is joining or leaving the pool at this moment.</summary>
    /// <param name="cannot">Begin of the text.</param>
    /// <param name="host">The host.</param>
    /// <param name="job">What it waits for.</param>
    /// <param name="isAlone">Whether no other host is up that could tell what becomes of it.</param>
    public static Refusal UnderWay(string cannot, Host host, Guid job, bool isAlone) => new("ACTION_TYPE_FAILED_OBJECT_LOCKED",
        $"{cannot} Job {job} takes {host.Name} into the pool of its cluster, or out of it, at this moment; wait for its end."
        + (isAlone ? " No other host is up that could tell it: bring one up, or remove the host with force=true once all others are non_responsive." : ""), RefusalKind.Conflict);
}
