using GlusterEngine.Engine.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskListHangTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(200);

    [Theory]
    [InlineData(0, 199, false)]
    [InlineData(0, 200, true)]
    [InlineData(400, 399, false)]
    [InlineData(400, 400, true)]
    [InlineData(86_400, 1799, false)]
    [InlineData(86_400, 1800, true)]
    public void The_pause_is_as_long_as_the_list_has_hung_up_to_half_an_hour(int lasted, int later, bool isOver) =>
        Assert.Equal(isOver, Hang(lasted).IsOver(Now.AddSeconds(later), Shortest, [Now.AddDays(-1)]));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_host_that_came_back_after_it_ends_the_pause(int back, bool isOver) =>
        Assert.Equal(isOver, Hang(400).IsOver(Now.AddSeconds(5), Shortest, [Now.AddDays(-1), Now.AddSeconds(back)]));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(20, 19, false)]
    [InlineData(20, 20, true)]
    [InlineData(86_400, 1799, false)]
    public void Where_all_nodes_live_the_pauses_double_from_nothing(int lasted, int later, bool isOver) =>
        Assert.Equal(isOver, Hang(lasted).IsOverWhereAllLive(Now.AddSeconds(later)));

    [Fact]
    public void A_node_that_stays_frozen_for_a_day_has_a_volume_locked_for_an_eighth_of_it_at_most()
    {
        var (hang, asked) = (Hang(0), 1);
        for (var now = Now; now < Now.AddDays(1); now = now.AddSeconds(5))
        {
            if (!hang.IsOver(now, Shortest, [])) continue;
            (hang, asked) = (hang with { Last = now }, asked + 1);
        }

        Assert.InRange(asked * 180, 40 * 180, 86_400 / 8);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 3, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 0, true)]
    [InlineData(2, 1, true)]
    public void One_host_that_is_silent_while_another_answers_is_not_a_list_that_hangs(int hangs, int answers, bool isShown) =>
        Assert.Equal(isShown, TaskListHang.IsShownBy(hangs, answers));

    private static TaskListHang Hang(int lasted) => new(Now.AddSeconds(-lasted), Now);
}
