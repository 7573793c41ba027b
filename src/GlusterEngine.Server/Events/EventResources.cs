using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Server.Events;

/// <summary>Events as the API shows them.</summary>
internal static class EventResources
{
    public const string Origin = "oVirt";
    public const int CustomId = -1;

    public static EventResource Of(EngineEvent line, EventNames names, Hrefs hrefs) => new()
    {
        Id = line.Id.ToString(),
        Href = hrefs.Event(line.Id),
        Index = line.Id,
        Description = line.Description,
        Code = (int)line.Code,
        Severity = line.Severity.ToLowerText(),
        Time = line.Time,
        CorrelationId = line.CorrelationId,
        // Fixed in oVirt for every event that the engine itself writes.
        CustomId = line.CustomId ?? CustomId,
        CustomData = line.CustomData,
        FloodRate = line.FloodRate ?? 30,
        Origin = line.Origin ?? Origin,
        Cluster = ReferTo(line.ClusterId, names.Clusters, hrefs.Cluster, static (id, href, name) => new ClusterResource { Id = id, Href = href, Name = name }),
        Host = ReferTo(line.HostId, names.Hosts, hrefs.Host, static (id, href, name) => new HostResource { Id = id, Href = href, Name = name }),
        User = ReferTo(line.UserId, names.Users, hrefs.User, static (id, href, name) => new UserResource { Id = id, Href = href, Name = name }),
    };

    /// <summary>What is gone, or hidden from the caller, is shown by its id alone: the address would lead nowhere.</summary>
    private static T? ReferTo<T>(Guid? id, IReadOnlyDictionary<Guid, string> names, Func<Guid, string> hrefOf, Func<string, string?, string?, T> make)
        where T : class =>
        id is not { } known ? null : names.TryGetValue(known, out var name) ? make(known.ToString(), hrefOf(known), name) : make(known.ToString(), null, null);
}
