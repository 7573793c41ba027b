using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hooks;

/// <summary>Checks that commands on hooks share. Pure.</summary>
internal static class HookCommandRefusals
{
    /// <summary>Another job changes the same hook.</summary>
    public static Refusal InTheWay(HookSnapshot snapshot, Guid job, string cannot) => new(
        "ACTION_TYPE_FAILED_GLUSTER_OPERATION_INPROGRESS", $"{cannot} Job {job} changes hook {snapshot.Name} at this moment; wait for its end.", RefusalKind.Conflict);

    /// <summary>Hosts that would have to be up.</summary>
    public static IEnumerable<Refusal> NotUp(IEnumerable<Host> hosts, string cannot) => hosts.Where(static host => host.Status != HostStatus.Up).Select(host => new Refusal(
        "ACTION_TYPE_FAILED_SERVER_STATUS_NOT_UP", $"{cannot} Host {host.Name} is {host.Status.ToLowerText()} and not up; bring it up first.", RefusalKind.Conflict));

    /// <summary>There is nothing to resolve.</summary>
    public static Refusal NoConflict(HookSnapshot snapshot, string cannot, string what) => new(
        "ACTION_TYPE_FAILED_GLUSTER_HOOK_NO_CONFLICT_SERVERS", $"{cannot} No host of {snapshot.ClusterName} {what} hook {snapshot.Name}, so there is nothing to resolve.", RefusalKind.Conflict);

    /// <summary>The engine does not have the script.</summary>
    public static IEnumerable<Refusal> NoContent(HookSnapshot snapshot, string cannot)
    {
        if (snapshot.Content is null)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_HOOK_CONTENT_UNKNOWN",
                $"{cannot} The engine could not read the content of hook {snapshot.Name} so far; copy it from a host that has it, with resolution_type copy and host.", RefusalKind.Conflict);
        }
    }

    /// <summary>The host that is named does not exist in the cluster.</summary>
    public static Refusal NoSuchHost(string host) => new("ENTITY_NOT_FOUND", $"Entity not found: {host}", RefusalKind.NotFound);

    /// <summary>The host that is named does not have the hook.</summary>
    public static Refusal NotThere(HookSnapshot snapshot, Host host, string cannot) => new(
        "ACTION_TYPE_FAILED_GLUSTER_HOOK_NOT_ON_SERVER", $"{cannot} Host {host.Name} does not have hook {snapshot.Name}; name one that does.", RefusalKind.Conflict);

    /// <summary>Hosts that have the hook with another content than this one.</summary>
    public static IEnumerable<Host> WithOtherContent(HookSnapshot snapshot, string checksum) =>
        snapshot.Hosts.Where(host => snapshot.On(host) is { Status: not HookStatus.Missing } seen && seen.Checksum != checksum);

    /// <summary>Hosts that do not have the hook.</summary>
    public static IEnumerable<Host> WithoutHook(HookSnapshot snapshot) => snapshot.Hosts.Where(host => snapshot.On(host) is { Status: HookStatus.Missing });
}
