using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class CountersTimeTests
{
    [Fact]
    public void Counters_are_as_old_as_those_of_the_node_that_tells_nothing() =>
        Assert.Equal(Now.AddMinutes(1), TaskPace.CountersTimeOf([Sample(1, 0), Sample(1, 9), Sample(2, 1), Sample(2, 0), Sample(3, 8)]));

    [Theory]
    [InlineData(GlusterTaskStatus.Completed)]
    [InlineData(GlusterTaskStatus.Failed)]
    public void A_node_that_is_done_has_nothing_to_tell(GlusterTaskStatus status) =>
        Assert.Equal(Now.AddMinutes(8), TaskPace.CountersTimeOf([Sample(1, 9), Sample(2, 0), Sample(2, 1, status), Sample(3, 8)]));

    [Fact]
    public void Once_all_are_done_the_last_of_them_tells() =>
        Assert.Equal(Now.AddMinutes(3), TaskPace.CountersTimeOf([Sample(1, 2, GlusterTaskStatus.Completed), Sample(2, 3, GlusterTaskStatus.Completed)]));

    [Fact]
    public void Without_counters_nothing_is_said() => Assert.Null(TaskPace.CountersTimeOf([]));

    private static TaskSample Sample(int peer, int minute, GlusterTaskStatus status = GlusterTaskStatus.InProgress) => new(Now.AddMinutes(minute), Node(peer, status));
}
