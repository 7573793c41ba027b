using System.Xml.Linq;

namespace GlusterEngine.LabTests.Engine;

/// <summary>A task as the API shows it at one moment.</summary>
/// <param name="Task">Which.</param>
/// <param name="Type">Type of the step.</param>
/// <param name="Status">State of the step.</param>
/// <param name="Description">Description of the step.</param>
/// <param name="Health">How it gets on, while it runs.</param>
/// <param name="IsLinked">Whether gluster's task is known.</param>
/// <param name="HasEnded">Whether the step has an end time.</param>
/// <param name="JobStatus">State of the job.</param>
/// <param name="JobHasEnded">Whether the job has an end time.</param>
public sealed record TaskReading(
    TaskReference Task, string Type, string Status, string Description, string? Health, bool IsLinked, bool HasEnded, string JobStatus, bool JobHasEnded)
{
    /// <summary>Whether the step still goes on.</summary>
    public bool IsOpen => Status == "started";

    /// <summary>Whether gluster has told of it.</summary>
    public bool IsInProgress => IsOpen && Description.Contains("IN PROGRESS", StringComparison.Ordinal);

    /// <summary>Reads a job with its steps inlined; null when it has none for a gluster task.</summary>
    public static TaskReading? Of(XElement job)
    {
        var step = job.Element("steps")?.Elements("step").SingleOrDefault(static step => step.Element("type")?.Value is "rebalancing_volume" or "removing_bricks");
        return step is null ? null : new(
            new(job.Attribute("id")!.Value, step.Attribute("id")!.Value),
            step.Element("type")!.Value,
            step.Element("status")!.Value,
            step.Element("description")!.Value,
            step.Element("health")?.Value,
            step.Element("external_type")?.Value == "gluster",
            step.Element("end_time") is not null,
            job.Element("status")!.Value,
            job.Element("end_time") is not null);
    }
}
