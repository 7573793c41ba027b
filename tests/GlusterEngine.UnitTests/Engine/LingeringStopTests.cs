using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using Xunit;
using static GlusterEngine.Model.Jobs.JobExecutionStatus;
using static GlusterEngine.Vds.GlusterErrorMeaning;

namespace GlusterEngine.UnitTests.Engine;

public sealed class LingeringStopTests
{
    [Theory]
    [InlineData(AlreadyStarted, Aborted, 0, true)]
    [InlineData(AlreadyStarted, Aborted, 29.9, true)]
    [InlineData(AlreadyStarted, Aborted, 30, false)]
    [InlineData(AlreadyStarted, Finished, 0, false)]
    [InlineData(AlreadyStarted, Failed, 0, false)]
    [InlineData(RemoveBrickPending, Aborted, 0, false)]
    [InlineData(QuorumLost, Aborted, 0, false)]
    public void Only_a_start_that_meets_a_task_soon_after_a_stop_is_asked_again(GlusterErrorMeaning refusal, JobExecutionStatus end, double secondsAgo, bool isAskedAgain) =>
        Assert.Equal(isAskedAgain, LingeringStop.MayBeWhy(refusal, (end, TimeSpan.FromSeconds(secondsAgo))));

    [Fact]
    public void Without_a_task_before_it_a_start_is_not_asked_again() => Assert.False(LingeringStop.MayBeWhy(AlreadyStarted, last: null));
}
