using GlusterEngine.Engine.Bricks;
using GlusterEngine.Wire.Migrations;

namespace GlusterEngine.Server.Bricks;

/// <summary>Plans and gate reports as the API shows them.</summary>
internal static class MigrationResources
{
    public static PlanResource Of(MigrationPlan plan) => new()
    {
        Bricks = plan.Bricks,
        BytesToMove = plan.BytesToMove,
        FilesToMove = plan.FilesToMove,
        Remaining = [.. plan.Remaining.Select(static set => new PlannedSetResource
        {
            Bricks = set.Bricks,
            FreeBytes = set.FreeBytes,
            UsableBytes = set.UsableBytes,
            FreeInodes = set.FreeInodes,
            FullnessAfter = (decimal?)set.FullnessAfter,
        })],
        Fits = plan.Fits,
        Summary = plan.Summary,
    };

    public static GateResource Of(GateReport report) => new()
    {
        IsGreen = report.IsGreen,
        Time = report.Time,
        Findings = [.. report.Findings.Select(static finding => new FindingResource
        {
            Key = finding.Key,
            Detail = finding.Text,
            Next = finding.Next,
            IsOverridable = finding.MayBeOverridden,
        })],
        LookedAt = report.LookedAt,
        LeftoverFiles = report.LeftoverFiles,
        LeftoverBytes = report.LeftoverBytes,
        Leftovers = report.Leftovers,
    };
}
