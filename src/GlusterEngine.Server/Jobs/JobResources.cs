using GlusterEngine.Engine.Progress;
using GlusterEngine.Model;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Server.Jobs;

/// <summary>Jobs and steps as the API shows them.</summary>
internal static class JobResources
{
    public static JobResource Of(Job job, Hrefs hrefs)
    {
        var href = hrefs.Job(job.Id);
        return new()
        {
            Id = job.Id.ToString(),
            Href = href,
            Description = job.Description,
            Actions = [Hrefs.Link(href, "clear"), Hrefs.Link(href, "end")],
            Links = [Hrefs.Link(href, "steps")],
            AutoCleared = job.IsAutoCleared,
            External = job.IsExternal,
            Status = job.Status.ToLowerText(),
            StartTime = job.StartTime,
            EndTime = job.EndTime,
            LastUpdated = job.LastUpdateTime,
            Owner = job.OwnerId is { } owner ? new UserResource { Id = owner.ToString(), Href = hrefs.User(owner) } : null,
        };
    }

    /// <summary>A step that is a gluster task, with what the engine knows of the task.</summary>
    public static StepResource Of(Step step, StepTask task, Hrefs hrefs) => Of(step, hrefs) with
    {
        Health = task.Health?.ToLowerText(),
        HealthSince = task.HealthSince,
        HealthDetail = task.HealthDetail,
        NodesExpected = task.NodesExpected,
        NodesAnswered = task.NodesAnswered,
        Source = task.Source.ToLowerText(),
        SeenBy = task.SeenBy,
        TaskId = step.ExternalId?.ToString(),
    };

    /// <summary>The step with the bricks it takes out of their volume.</summary>
    public static StepResource With(this StepResource step, IEnumerable<StepTaskBrick> bricks)
    {
        var names = bricks.Select(static brick => new GlusterBrickResource { Name = $"{brick.ServerName}:{brick.BrickDir}", BrickDirectory = brick.BrickDir })
            .OrderBy(static brick => brick.Name, StringComparer.Ordinal).ToList();
        return names.Count == 0 ? step : step with { Bricks = names };
    }

    /// <summary>The step with how fast its task is and when it ends.</summary>
    public static StepResource With(this StepResource step, TaskEstimate estimate) => step with
    {
        FilesPerSecond = Rounded(estimate.FilesPerSecond, 2),
        BytesPerSecond = Rounded(estimate.BytesPerSecond, 0),
        EtaEarliest = estimate.End?.Earliest,
        EtaLatest = estimate.End?.Latest,
        EtaBasis = estimate.Basis,
        CountersTime = estimate.CountersTime,
    };

    public static StepResource Of(Step step, Hrefs hrefs)
    {
        var href = hrefs.Step(step.JobId, step.Id);
        return new()
        {
            Id = step.Id.ToString(),
            Href = href,
            Description = step.Description,
            Actions = [Hrefs.Link(href, "end")],
            Links = step.ExternalSystemType is null ? [Hrefs.Link(href, "statistics")] : [Hrefs.Link(href, "statistics"), Hrefs.Link(href, "samples")],
            External = step.IsExternal,
            ExternalType = step.ExternalSystemType?.ToLowerText(),
            Number = step.StepNumber,
            Progress = step.Progress,
            Status = step.Status.ToLowerText(),
            StartTime = step.StartTime,
            EndTime = step.EndTime,
            Type = step.StepType.ToLowerText(),
            Job = new JobResource { Id = step.JobId.ToString(), Href = hrefs.Job(step.JobId) },
            ParentStep = step.ParentStepId is { } parent ? new StepResource { Id = parent.ToString(), Href = hrefs.Step(step.JobId, parent) } : null,
        };
    }

    /// <summary>Steps of the job first, then what is under them, each by number.</summary>
    public static IEnumerable<Step> InOrder(IEnumerable<Step> steps) =>
        steps.OrderBy(static step => step.ParentStepId is not null).ThenBy(static step => step.StepNumber);

    private static decimal? Rounded(double? rate, int digits) => rate is { } value ? Math.Round((decimal)Math.Clamp(value, 0, 1e18), digits) : null;
}
