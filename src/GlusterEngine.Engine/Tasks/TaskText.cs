using GlusterEngine.Data.Tasks;
using GlusterEngine.Model;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Descriptions of jobs and task steps in oVirt's form (spec/engine.md 2.4), skipped files included. Pure.</summary>
internal sealed record TaskText(GlusterTaskType Type, string Volume, string Cluster)
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Description of the job.</summary>
    public string Job => Type == GlusterTaskType.RemoveBrick
        ? $"Removing Bricks from Gluster Volume {Volume} in Cluster {Cluster}"
        : $"Rebalancing Gluster Volume {Volume} in Cluster {Cluster}";

    /// <summary>Description of the task step before its first poll.</summary>
    public string Started => Step("STARTED", " ");

    /// <summary>Description of the task step in a state with counters.</summary>
    public string Describe(JobExecutionStatus status, IReadOnlyList<TaskNode> nodes, string? remark = null) =>
        Step(StatusText(status), nodes.Count == 0 ? remark ?? " " : remark is null ? Counters(nodes) : $"{remark}; {Counters(nodes)}");

    /// <summary>Description once the bricks are out of the volume.</summary>
    public string Removed(TaskOperation operation, IReadOnlyList<TaskNode> nodes) =>
        Step(operation == TaskOperation.Commit ? "COMMITTED" : "REMOVED BY FORCE", nodes.Count == 0 ? " " : Counters(nodes));

    public string NotStarted(string words) => Step("FAILED", words);

    public string OutcomeUnknown(TaskOperation operation) =>
        Step("OUTCOME UNKNOWN", $"gluster gave no definite answer to the {WordOf(operation)}; the engine looks what became of it");

    private static string WordOf(TaskOperation operation) => operation == TaskOperation.ForceRemove ? "removal" : operation.ToLowerText();

    private string Step(string status, string remark) => $"{Job}.( {status} {remark})";

    private string StatusText(JobExecutionStatus status) => (Type, status) switch
    {
        (GlusterTaskType.RemoveBrick, JobExecutionStatus.Started) => "MIGRATION IN PROGRESS",
        (GlusterTaskType.RemoveBrick, JobExecutionStatus.Finished) => "MIGRATION COMPLETE",
        (GlusterTaskType.RemoveBrick, JobExecutionStatus.Failed) => "MIGRATION FAILED",
        (_, JobExecutionStatus.Started) => "IN PROGRESS",
        _ => status.ToString().ToUpperInvariant(),
    };

    private static string Counters(IReadOnlyList<TaskNode> nodes) =>
        $"Files [scanned: {nodes.Sum(static n => n.Scanned)}, moved: {nodes.Sum(static n => n.Files)}, "
        + $"failed: {nodes.Sum(static n => n.Failed)}, skipped: {nodes.Sum(static n => n.Skipped)}], Total size moved: {Size(nodes.Sum(static n => n.Bytes))}";

    private static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return $"{size:F2} {Units[unit]}";
    }
}
