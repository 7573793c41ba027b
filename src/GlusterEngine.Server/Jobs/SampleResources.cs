using GlusterEngine.Model;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Jobs;

namespace GlusterEngine.Server.Jobs;

/// <summary>Samples of a task as the API shows them.</summary>
internal static class SampleResources
{
    public static SampleResource Of(StepTaskSample sample, Guid? hostId, string step, Hrefs hrefs) => new()
    {
        Id = sample.Id.ToString(),
        Href = $"{step}/samples/{sample.Id}",
        Time = sample.TakenAt,
        PeerUuid = sample.PeerUuid.ToString(),
        Host = hostId is { } host ? HostResources.Reference(host, hrefs) : null,
        Status = sample.Status.ToLowerText(),
        FilesMoved = sample.Files,
        FilesScanned = sample.Scanned,
        FilesFailed = sample.Failed,
        FilesSkipped = sample.Skipped,
        Bytes = sample.Bytes,
        RunTime = (decimal)Math.Clamp(sample.RunTime, 0, 1e12),
        Step = new() { Id = sample.StepId.ToString(), Href = step },
    };
}
