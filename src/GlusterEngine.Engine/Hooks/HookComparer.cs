using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>
/// Brings what is known of the hosts' hooks to what they showed. What the engine knows of a hook itself stays: differences are conflicts, for people to resolve. A hook that is new is
/// known from then on as most hosts have it. Pure.
/// </summary>
/// <param name="clusterId">The cluster.</param>
/// <param name="cluster">Its name, for events.</param>
public sealed class HookComparer(Guid clusterId, string cluster)
{
    private readonly List<EventDraft> events = [];

    /// <summary>What is to be told.</summary>
    public IReadOnlyList<EventDraft> Events => events;

    /// <summary>Compares; the known hooks are changed.</summary>
    /// <param name="known">All hooks of the cluster.</param>
    /// <param name="listings">What hosts showed.</param>
    /// <param name="changing">Hooks that a command changes at this moment, which are left as they are.</param>
    /// <returns>Hooks that are to be added.</returns>
    public IReadOnlyList<GlusterHook> Compare(IReadOnlyList<GlusterHook> known, IReadOnlyList<HookListing> listings, IReadOnlySet<Guid> changing)
    {
        var shown = listings.ToDictionary(static listing => listing.HostId, static listing => listing.Hooks.ToDictionary(static hook => hook.Hook));
        var names = known.Select(static hook => hook.HookName).ToHashSet();
        List<GlusterHook> added = [.. listings.SelectMany(static listing => listing.Hooks).GroupBy(static hook => hook.Hook).Where(group => !names.Contains(group.Key)).Select(NewHook)];
        foreach (var hook in known.Where(hook => !changing.Contains(hook.Id)).Concat(added))
        {
            var before = HookConflictRule.Of(hook);
            foreach (var listing in listings) Note(hook, listing.HostId, shown[listing.HostId].GetValueOrDefault(hook.HookName));
            // What the first look finds is no news.
            if (known.Count > 0 && !names.Contains(hook.HookName)) Tell(EventCode.GlusterHookDetectedNew, EventSeverity.Normal, $"Hook {hook.HookName} was found in cluster {cluster}, on {OnHosts(hook, listings)}.");
            TellOfConflicts(hook, before, listings);
        }

        return added;
    }

    private static string OnHosts(GlusterHook hook, IReadOnlyList<HookListing> listings) =>
        string.Join(", ", listings.Where(listing => listing.Hooks.Any(shown => shown.Hook == hook.HookName)).Select(static listing => listing.Host));

    private static void Note(GlusterHook hook, Guid hostId, HookDescription? shown)
    {
        var seen = hook.ServerHooks.Find(row => row.HostId == hostId);
        if (seen is null) hook.ServerHooks.Add(seen = new() { HookId = hook.Id, HostId = hostId, Status = HookStatus.Missing });
        (seen.Status, seen.ContentType, seen.Checksum) = shown is null
            ? (HookStatus.Missing, null, null)
            : (shown.IsEnabled ? HookStatus.Enabled : HookStatus.Disabled, (HookContentType?)shown.ContentType, shown.Checksum);
    }

    private GlusterHook NewHook(IGrouping<HookName, HookDescription> shown)
    {
        var content = shown.GroupBy(static hook => hook.Checksum).MaxBy(static group => group.Count())!.First();
        return new()
        {
            Id = Guid.CreateVersion7(),
            ClusterId = clusterId,
            Command = shown.Key.Command,
            Stage = shown.Key.Stage,
            Name = shown.Key.Name,
            Status = 2 * shown.Count(static hook => hook.IsEnabled) >= shown.Count() ? HookStatus.Enabled : HookStatus.Disabled,
            ContentType = content.ContentType,
            Checksum = content.Checksum,
        };
    }

    private void TellOfConflicts(GlusterHook hook, HookConflicts before, IReadOnlyList<HookListing> listings)
    {
        var now = HookConflictRule.Of(hook);
        if ((now & ~before) == HookConflicts.None) return;
        if (hook.ServerHooks.TrueForAll(static seen => seen.Status == HookStatus.Missing))
        {
            Tell(EventCode.GlusterHookDetectedDelete, EventSeverity.Warning,
                $"Hook {hook.HookName} is not on any host of cluster {cluster} any more. Resolve it with add to write it again, or delete it here too.");
            return;
        }

        var hosts = from listing in listings
                    let conflicts = HookConflictRule.Of(hook, hook.ServerHooks.Find(seen => seen.HostId == listing.HostId)!)
                    where conflicts != HookConflicts.None
                    select $"{listing.Host} ({HookConflictRule.Describe(conflicts)})";
        Tell(EventCode.GlusterHookConflictDetected, EventSeverity.Warning, $"Hosts of cluster {cluster} differ in hook {hook.HookName}: {string.Join(", ", hosts)}.");
    }

    private void Tell(EventCode code, EventSeverity severity, string text) => events.Add(new(code, severity, text) { ClusterId = clusterId });
}
