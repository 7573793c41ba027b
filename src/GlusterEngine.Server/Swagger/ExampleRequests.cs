using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Server.Swagger;

/// <summary>What a client sends, per operation.</summary>
internal static class ExampleRequests
{
    private static readonly ActionResource Waiting = new() { Async = false };
    private static readonly ActionResource Bricks = new() { Bricks = [new GlusterBrickResource { Name = "192.0.2.11:/bricks/data" }] };
    private static readonly GlusterBrickResource NewBrick = new() { ServerId = "0190c5d2-7a10-7000-8000-000000000002", BrickDirectory = "/bricks/more" };
    private static readonly ActionResource Succeeded = new() { Succeeded = true };

    // By the method and the end of the path, the longest first.
    private static readonly Dictionary<string, object> Requests = new(StringComparer.Ordinal)
    {
        ["POST clusters"] = new ClusterResource { Name = "production", Description = "Storage of the main site" },
        ["POST {clusterId}/refreshglusterhealstatus"] = Waiting,
        ["POST {hookId}/enable"] = Waiting,
        ["POST {hookId}/disable"] = Waiting,
        ["POST {hookId}/resolve"] = new ActionResource { ResolutionType = "copy", Host = new() { Name = "gluster1" } },
        ["POST events"] = new EventResource { Description = "Nightly backup of data is done", Severity = "normal", Origin = "backup", CustomId = 1 },
        ["POST undelete"] = Waiting,
        ["POST hosts"] = new HostResource { Name = "gluster1", Address = "192.0.2.11", Transport = "cli", Cluster = new() { Name = "production" } },
        ["POST glustervolumes"] = new GlusterVolumeResource
        {
            Name = "data",
            VolumeType = "replicate",
            ReplicaCount = 3,
            Options = [new() { Name = "cluster.min-free-disk", Value = "10%" }],
            Bricks = [.. Enumerable.Range(2, 3).Select(static host => new GlusterBrickResource { ServerId = $"0190c5d2-7a10-7000-8000-{host:x12}", BrickDirectory = "/bricks/data" })],
        },
        ["POST setoption"] = new ActionResource { Option = new() { Name = "cluster.min-free-disk", Value = "10%" } },
        ["POST resetoption"] = new ActionResource { Force = false, Option = new() { Name = "cluster.min-free-disk" } },
        ["POST resetalloptions"] = new ActionResource { Force = false },
        ["POST startprofile"] = Waiting,
        ["POST stopprofile"] = Waiting,
        ["POST getprofilestatistics"] = Waiting,
        ["POST start"] = new ActionResource { Force = false },
        ["POST stop"] = new ActionResource { Force = false },
        ["POST importhosts"] = new ActionResource { Hosts = [new HostResource { Name = "gluster2", Address = "192.0.2.12" }] },
        ["POST acceptsshkey"] = new ActionResource { Ssh = new() { Fingerprint = "SHA256:ZHkWME1ly+Iahxwjxi4ag67rAka5Kq4Bnwn+RLcpMM8" } },
        ["POST connections"] = new ConnectionResource { Cid = "0190163d-8694-739b-aea5-966c26f8ad90" },
        ["POST rebalance"] = new ActionResource { Async = true, FixLayout = false, Force = false },
        ["POST stoprebalance"] = Waiting,
        ["POST throttle"] = new ActionResource { Throttle = "lazy" },
        ["POST cureghost"] = Waiting,
        ["POST releaselease"] = new ActionResource { Reason = "Its engine is gone for good", DryRun = true },
        ["POST resync"] = new ActionResource { DryRun = true },
        ["POST {hostId}/activate"] = Waiting,
        ["POST {hostId}/deactivate"] = new ActionResource { Reason = "New disks" },
        ["POST {brickId}/migrate"] = new ActionResource { AutoCommit = false },
        ["POST {brickId}/replace"] = new ActionResource { Bricks = [NewBrick] },
        ["POST {brickId}/reset"] = Waiting,
        ["POST glusterbricks"] = new CollectionResource<GlusterBrickResource> { Items = [NewBrick] },
        ["POST bricks"] = new CollectionResource<GlusterBrickResource> { Items = [NewBrick] },
        ["POST {brickId}/stopmigrate"] = Waiting,
        ["POST {brickId}/commit"] = Waiting,
        ["DELETE {brickId}"] = Waiting,
        ["POST migrate"] = Bricks,
        ["POST stopmigrate"] = Bricks,
        ["POST activate"] = Bricks,
        ["POST commit"] = Bricks,
        ["DELETE glusterbricks"] = Bricks,
        ["DELETE bricks"] = Bricks,
        ["POST jobs"] = new JobResource { Description = "Nightly backup", AutoCleared = true },
        ["POST {jobId}/end"] = Succeeded,
        ["POST {jobId}/clear"] = Waiting,
        ["POST {jobId}/steps"] = new StepResource { Type = "executing", Description = "Copying" },
        ["POST {stepId}/end"] = Succeeded,
    };

    /// <summary>The body of an operation; null when there is none.</summary>
    public static object? Of(string method, string path)
    {
        var words = path.Split('/');
        return Requests.GetValueOrDefault($"{method} {string.Join('/', words.TakeLast(2))}") ?? Requests.GetValueOrDefault($"{method} {words[^1]}");
    }
}
