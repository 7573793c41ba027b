using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Events of hosts that are added and removed. Pure.</summary>
internal static class HostChangeText
{
    /// <param name="host">Name of the host.</param>
    /// <param name="cluster">Name of its cluster.</param>
    /// <param name="user">Who added it.</param>
    /// <param name="why">What there is to know about the pool; null for nothing.</param>
    /// <param name="about">What all events about it have in common.</param>
    public static EventDraft Added(string host, string cluster, string user, string? why, EventDraft about) => about with
    {
        Code = EventCode.HostAdded,
        Severity = why is null ? EventSeverity.Normal : EventSeverity.Warning,
        Description = $"Host {host} was added to cluster {cluster} by {user}." + (why is null ? "" : $" {why}"),
    };

    public static EventDraft Joined(string host, string cluster, string told, EventDraft about) => about with
    {
        Code = EventCode.HostJoinedPool,
        Description = $"Host {host} was taken into the pool of cluster {cluster} by {told}.",
    };

    public static EventDraft Removed(string host, string cluster, string user, EventDraft about) => about with
    {
        Code = EventCode.HostRemoved,
        Description = $"Host {host} was removed from cluster {cluster} by {user}.",
    };

    /// <summary>It was removed while nobody could detach it.</summary>
    public static EventDraft Lost(EventDraft removed) => removed with
    {
        Severity = EventSeverity.Warning,
        Description = $"{removed.Description} No other host was up, so gluster was not told: what is left of the pool goes on to count it.",
    };

    public static EventDraft Left(string host, string cluster, (string Host, bool Force) told, EventDraft about) => about with
    {
        Code = EventCode.HostLeftPool,
        Severity = told.Force ? EventSeverity.Warning : EventSeverity.Normal,
        Description = $"Host {host} was taken out of the pool of cluster {cluster} by {told.Host}{(told.Force ? ", by force" : "")}.",
    };

    public static EventDraft Failed(HostChange change, string cluster, string reason, EventDraft about) => about with
    {
        Code = IsAdd(change) ? EventCode.HostAddFailed : EventCode.HostRemoveFailed,
        Severity = EventSeverity.Error,
        Description = $"Host {change.HostName} could not be {(IsAdd(change) ? "added to" : "removed from")} cluster {cluster}: {reason}",
    };

    public static EventDraft Unknown(HostChange change, string cluster, string reason, EventDraft about) => about with
    {
        Code = EventCode.HostChangeUnknown,
        Severity = EventSeverity.Warning,
        Description = $"Gluster gave no definite answer when host {change.HostName} was to {What(change)} the pool of cluster {cluster} ({reason}); the engine looks what became of it.",
    };

    public static EventDraft Resolved(HostChange change, string cluster, ChangeVerdict verdict, EventDraft about) => about with
    {
        Code = EventCode.HostChangeResolved,
        Severity = verdict == ChangeVerdict.Happened ? EventSeverity.Normal : EventSeverity.Warning,
        Description = (verdict, change) switch
        {
            (ChangeVerdict.Happened, _) => $"Host {change.HostName} was to {What(change)} the pool of cluster {cluster}, which nobody answered: it did.",
            (_, { PeerUuid: null }) => $"Host {change.HostName} was to {What(change)} the pool of cluster {cluster}, and the engine ended before it told gluster: nothing has happened. {Next(change)}",
            _ => $"Host {change.HostName} was to {What(change)} the pool of cluster {cluster}, which nobody answered: it did not. {Next(change)}",
        },
    };

    /// <summary>It is not looked for any longer.</summary>
    public static EventDraft GivenUp(HostChange change, string cluster, EventDraft about) => about with
    {
        Code = EventCode.HostChangeResolved,
        Severity = EventSeverity.Warning,
        Description = $"Host {change.HostName} was to {What(change)} the pool of cluster {cluster}, which nobody answered, and no host of it is left to ask: what became of it is not known.",
    };

    private static string What(HostChange change) => IsAdd(change) ? "join" : "leave";

    private static string Next(HostChange change) => IsAdd(change) ? "Unless it turns out to be a peer, remove the host and add it again." : "It stays; remove it again.";

    private static bool IsAdd(HostChange change) => change.ActionType == ActionType.AddHost;
}
