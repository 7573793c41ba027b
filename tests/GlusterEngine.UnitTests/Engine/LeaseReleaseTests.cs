using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Jobs;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class LeaseReleaseTests
{
    private static readonly LeaseHolder Holder = new()
    {
        ClusterId = VolumeSketch.ClusterId,
        VolumeId = VolumeSketch.Id,
        JobId = TaskScene.Following.JobId,
        StepId = TaskScene.Following.StepId,
        JobDescription = "Rebalancing",
        EngineId = "e1",
        Generation = 7,
        Since = TaskScene.Now,
    };

    [Fact]
    public void A_held_lease_is_released_for_a_reason() => Assert.Empty(LeaseRelease.Refusals("data", Holder, "stuck"));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void All_that_forbids_it_is_told_at_once(string? reason) => Assert.Equal(
        [("ACTION_TYPE_FAILED_REASON_MISSING", RefusalKind.BadParameters), ("ACTION_TYPE_FAILED_LEASE_NOT_HELD", RefusalKind.Conflict)],
        LeaseRelease.Refusals("data", holder: null, reason).Select(static refusal => (refusal.Key, refusal.Kind)));

    [Fact]
    public void A_step_whose_lease_was_released_ends_as_unknown_and_intends_nothing_any_more() => Assert.Equal(
        TaskScene.WithoutHealth(TaskScene.Committing.State) with
        {
            Status = JobExecutionStatus.Unknown,
            JobStatus = JobExecutionStatus.Unknown,
            Intent = null,
            IntentDeadline = null,
            Description = TaskScene.Migration("UNKNOWN", files: 1,
                remark: "the lease was released by admin: stuck; nothing was asked of gluster, a task that goes on is adopted as a new job; "),
        },
        LeaseRelease.End(TaskScene.Committing, "lab", LeaseRelease.Describe(Holder, "admin", "stuck")));
}
