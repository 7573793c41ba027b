using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Server.Engines;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Volumes;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Volumes;

/// <summary>Leases as the API shows them.</summary>
internal static class LeaseResources
{
    /// <summary>Adds to the answer of a creation whose outcome is not known what it locks until then.</summary>
    public static ObjectResult Show(ObjectResult answer, CommandResult<GlusterVolumeChange> result, Guid clusterId, Hrefs hrefs)
    {
        if (result is CommandResult<GlusterVolumeChange>.OutcomeUnknown { Value: { VolumeId: { } volume } pending } && answer.Value is ActionResource action)
        {
            answer.Value = action with
            {
                Lease = new()
                {
                    GlusterVolume = VolumeResources.Reference(clusterId, volume, hrefs),
                    Job = new JobResource { Id = pending.JobId.ToString(), Href = hrefs.Job(pending.JobId) },
                    Step = new StepResource { Id = pending.StepId.ToString(), Href = hrefs.Step(pending.JobId, pending.StepId) },
                },
            };
        }

        return answer;
    }

    public static LeaseResource Of(LeaseHolder holder, Hrefs hrefs) => new()
    {
        Generation = holder.IsBeside ? null : holder.Generation,
        GlusterGeneration = holder.IsBeside ? null : holder.Stamp,
        GenerationKeptBy = holder.IsBeside ? null : holder.Stamp == holder.Generation ? "gluster" : "engine only",
        Since = holder.Since,
        Engine = EngineResources.Reference(holder.EngineId, hrefs),
        Host = holder.HostId is { } host ? HostResources.Reference(host, hrefs) with { Name = holder.HostName } : null,
        GlusterVolume = VolumeResources.Reference(holder.ClusterId, holder.VolumeId, hrefs),
        Job = new JobResource { Id = holder.JobId.ToString(), Href = hrefs.Job(holder.JobId), Description = holder.JobDescription },
        Step = new StepResource { Id = holder.StepId.ToString(), Href = hrefs.Step(holder.JobId, holder.StepId) },
    };
}
