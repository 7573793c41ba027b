using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Links;

namespace GlusterEngine.Server.Events;

/// <summary>Events as the API shows them.</summary>
internal static class EventResources
{
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
        CustomId = -1,
        FloodRate = 30,
        Origin = "oVirt",
        Cluster = line.ClusterId is { } cluster ? ClusterResources.Reference(cluster, hrefs) : null,
        Host = line.HostId is { } host ? HostResources.Reference(host, hrefs) : null,
        User = line.UserId is { } user ? new ReferenceResource { Id = user.ToString(), Href = hrefs.User(user) } : null,
    };
}
