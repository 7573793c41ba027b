using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;

namespace GlusterEngine.Server.Swagger;

/// <summary>What a client sends, per operation.</summary>
internal static class ExampleRequests
{
    private static readonly ActionResource Waiting = new() { Async = false };
    private static readonly ActionResource Bricks = new() { Bricks = [new GlusterBrickResource { Name = "192.0.2.11:/bricks/data" }] };
    private static readonly ActionResource Succeeded = new() { Succeeded = true };

    // By the method and the end of the path, the longest first.
    private static readonly Dictionary<string, object> Requests = new(StringComparer.Ordinal)
    {
        ["POST clusters"] = new ClusterResource { Name = "production", Description = "Storage of the main site" },
        ["POST hosts"] = new HostResource { Name = "gluster1", Address = "192.0.2.11", Transport = "cli", Cluster = new() { Name = "production" } },
        ["POST rebalance"] = new ActionResource { Async = true, FixLayout = false, Force = false },
        ["POST stoprebalance"] = Waiting,
        ["POST throttle"] = new ActionResource { Throttle = "lazy" },
        ["POST cureghost"] = Waiting,
        ["POST releaselease"] = new ActionResource { Reason = "Its engine is gone for good", DryRun = true },
        ["POST resync"] = new ActionResource { DryRun = true },
        ["POST {hostId}/activate"] = Waiting,
        ["POST {hostId}/deactivate"] = new ActionResource { Reason = "New disks" },
        ["POST {brickId}/migrate"] = new ActionResource { AutoCommit = false },
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
        return Requests.GetValueOrDefault($"{method} {string.Join('/', words[^2..])}") ?? Requests.GetValueOrDefault($"{method} {words[^1]}");
    }
}
