using GlusterEngine.Wire.Links;

namespace GlusterEngine.Server.Rest;

/// <summary>Links to the objects of the API, as absolute paths under the base the client used.</summary>
public sealed class Hrefs(HttpContext context)
{
    public string Base { get; } = ApiPath.UsedBase(context);

    public string Cluster(Guid id) => $"{Base}/clusters/{id}";

    public string Host(Guid id) => $"{Base}/hosts/{id}";

    public string Connection(Guid hostId, Guid cid) => $"{Host(hostId)}/connections/{cid}";

    public string Volume(Guid clusterId, Guid id) => $"{Base}/clusters/{clusterId}/glustervolumes/{id}";

    public string Bricks(Guid clusterId, Guid volumeId) => $"{Volume(clusterId, volumeId)}/glusterbricks";

    public string Brick(Guid clusterId, Guid volumeId, Guid id) => $"{Bricks(clusterId, volumeId)}/{id}";

    public string Hook(Guid clusterId, Guid id) => $"{Cluster(clusterId)}/glusterhooks/{id}";

    public string Job(Guid id) => $"{Base}/jobs/{id}";

    public string Step(Guid jobId, Guid id) => $"{Job(jobId)}/steps/{id}";

    public string Event(long id) => $"{Base}/events/{id}";

    public string Engine(string id) => $"{Base}/engines/{id}";

    public string User(Guid id) => $"{Base}/users/{id}";

    public string SchedulingPolicy(Guid id) => $"{Base}/schedulingpolicies/{id}";

    public static LinkResource Link(string owner, string rel) => new() { Href = $"{owner}/{rel}", Rel = rel };
}
