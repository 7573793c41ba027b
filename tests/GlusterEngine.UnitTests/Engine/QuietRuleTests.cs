using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class QuietRuleTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(200);

    [Fact]
    public void What_never_hung_may_be_asked()
    {
        Assert.True(MayAsk(state: null, Now));
        Assert.True(MayAsk(Following.State, Now));
    }

    [Fact]
    public void The_first_pause_is_the_shortest_whatever_the_task_was_before()
    {
        Assert.Equal(Now + Shortest, Until(state: null, Now));
        Assert.Equal(Now + Shortest, Until(Following.State, Now));
        Assert.Equal(Now + Shortest, Until(Following.State with { Health = TaskHealth.Stalled, HealthSince = Now.AddHours(-1) }, Now));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(200, 200)]
    [InlineData(400, 400)]
    [InlineData(1700, 1700)]
    [InlineData(1800, 1800)]
    [InlineData(86_400, 1800)]
    public void The_pause_is_as_long_as_the_task_has_been_unresponsive_up_to_half_an_hour(int unresponsive, int pause) =>
        Assert.Equal(Now.AddSeconds(pause), Until(Unresponsive(unresponsive), Now));

    [Fact]
    public void Who_sets_a_longer_first_pause_than_that_gets_it() =>
        Assert.Equal(Now.AddHours(1), QuietRule.Until(Unresponsive(86_400), Now, TimeSpan.FromHours(1)));

    [Fact]
    public void While_a_changes_outcome_is_to_be_found_out_the_pause_does_not_grow() =>
        Assert.Equal(Now + Shortest, Until(Unresponsive(1000) with { Intent = TaskOperation.Stop }, Now));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(1700)]
    [InlineData(1800)]
    [InlineData(86_400)]
    public void A_volume_that_is_listed_before_the_lock_can_have_run_out_is_asked_at_once_else_after_the_pause(int unresponsive)
    {
        var state = Unresponsive(unresponsive);
        state = state with { QuietUntil = Until(state, Now) };

        Assert.True(MayAsk(state, Now.AddSeconds(5)));
        Assert.True(MayAsk(state, Now.AddSeconds(174)));
        Assert.False(MayAsk(state, Now.AddSeconds(175)));
        Assert.False(MayAsk(state, state.QuietUntil.Value.AddSeconds(-1)));
        Assert.True(MayAsk(state, state.QuietUntil.Value));
    }

    [Fact]
    public void A_process_that_stays_frozen_for_a_day_has_its_volume_locked_for_an_eighth_of_it_at_most()
    {
        var (state, lockedUntil, asked) = (Unresponsive(0), Now, 0);
        for (var now = Now; now < Now.AddDays(1); now = now.AddSeconds(5))
        {
            // What is locked is not listed.
            if (now < lockedUntil || !MayAsk(state, now)) continue;
            (state, lockedUntil) = (state with { QuietUntil = Until(state, now) }, now.AddSeconds(180));
            asked++;
        }

        Assert.InRange(asked * 180, 40 * 180, 86_400 / 8);
    }

    private static TaskState Unresponsive(int seconds) => Following.State with { Health = TaskHealth.Unresponsive, HealthSince = Now.AddSeconds(-seconds) };

    private static DateTimeOffset Until(TaskState? state, DateTimeOffset now) => QuietRule.Until(state, now, Shortest);

    private static bool MayAsk(TaskState? state, DateTimeOffset now) => QuietRule.MayAsk(state, now, Shortest);
}
