using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Server.Events;

/// <summary>Events as the API shows them.</summary>
internal static class EventResources
{
    public const string Origin = "oVirt";
    public const int CustomId = -1;

    public static EventResource Of(EngineEvent line, Hrefs hrefs) => new()
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
        Cluster = line.ClusterId is { } cluster ? ClusterResources.Reference(cluster, hrefs) : null,
        Host = line.HostId is { } host ? HostResources.Reference(host, hrefs) : null,
        User = line.UserId is { } user ? new UserResource { Id = user.ToString(), Href = hrefs.User(user) } : null,
    };
}
