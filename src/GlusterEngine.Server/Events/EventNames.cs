using GlusterEngine.Data;
using GlusterEngine.Engine.Access;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Events;

/// <summary>Names of what events are about, by id. What is gone has none, nor has what the caller may not see.</summary>
internal sealed record EventNames
{
    public IReadOnlyDictionary<Guid, string> Clusters { get; init; } = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<Guid, string> Hosts { get; init; } = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<Guid, string> Users { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Those of a page of events, by a statement for each kind.</summary>
    public static async Task<EventNames> LoadAsync(EngineDb db, IReadOnlyList<EngineEvent> events, Caller caller, CancellationToken cancellationToken)
    {
        var (clusters, hosts, users) = (IdsOf(events, static e => e.ClusterId), IdsOf(events, static e => e.HostId), IdsOf(events, static e => e.UserId));
        return new()
        {
            Clusters = await db.Clusters.VisibleTo(caller).Where(c => clusters.Contains(c.Id)).Select(static c => new { c.Id, c.Name }).ToDictionaryAsync(static c => c.Id, static c => c.Name, cancellationToken),
            Hosts = await db.Hosts.VisibleTo(caller).Where(h => hosts.Contains(h.Id)).Select(static h => new { h.Id, h.Name }).ToDictionaryAsync(static h => h.Id, static h => h.Name, cancellationToken),
            // Whoever sees an event may see who caused it.
            Users = await db.Users.AsNoTracking().Where(u => users.Contains(u.Id)).ToDictionaryAsync(static u => u.Id, UserResources.PrincipalOf, cancellationToken),
        };
    }

    private static Guid[] IdsOf(IReadOnlyList<EngineEvent> events, Func<EngineEvent, Guid?> idOf) => [.. events.Select(idOf).OfType<Guid>().Distinct()];
}
