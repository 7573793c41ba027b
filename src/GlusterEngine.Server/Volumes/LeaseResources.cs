using GlusterEngine.Engine.Locks;
using GlusterEngine.Server.Engines;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Server.Volumes;

/// <summary>Leases as the API shows them.</summary>
internal static class LeaseResources
{
    public static LeaseResource Of(LeaseHolder holder, Hrefs hrefs) => new()
    {
        Generation = holder.Generation,
        GlusterGeneration = holder.Stamp,
        GenerationKeptBy = holder.Stamp == holder.Generation ? "gluster" : "engine only",
        Since = holder.Since,
        Engine = EngineResources.Reference(holder.EngineId, hrefs),
        Host = holder.HostId is { } host ? HostResources.Reference(host, hrefs) with { Name = holder.HostName } : null,
        Job = new JobResource { Id = holder.JobId.ToString(), Href = hrefs.Job(holder.JobId), Description = holder.JobDescription },
        Step = new StepResource { Id = holder.StepId.ToString(), Href = hrefs.Step(holder.JobId, holder.StepId) },
    };
}
