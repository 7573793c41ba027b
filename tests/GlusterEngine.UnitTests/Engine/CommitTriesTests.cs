using GlusterEngine.Engine.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class CommitTriesTests
{
    private static readonly Guid Step = Following.StepId;
    private static readonly Guid Other = Following.JobId;
    private readonly CommitTries tries = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void What_was_refused_is_tried_again_only_after_a_while()
    {
        Assert.True(tries.IsDue(Step, Now));
        tries.Refuse(Step, Now, "the volume is down");

        Assert.Equal((false, true, true), (tries.IsDue(Step, Now.AddSeconds(59)), tries.IsDue(Step, Now.AddSeconds(60)), tries.IsDue(Other, Now)));
    }

    [Fact]
    public void A_refusal_is_news_when_it_differs_from_the_last_one()
    {
        string[] whys = ["down", "down", "no host", "down"];

        Assert.Equal([true, false, true, true], whys.Select((why, minute) => tries.Refuse(Step, Now.AddMinutes(minute), why)));
        Assert.True(tries.Refuse(Other, Now, "down"));
    }

    [Fact]
    public void What_got_further_in_between_is_due_and_its_next_refusal_is_news()
    {
        tries.Refuse(Step, Now, "down");
        tries.Forget(Step);

        Assert.True(tries.IsDue(Step, Now));
        Assert.True(tries.Refuse(Step, Now, "down"));
    }

    [Fact]
    public void What_nobody_tried_for_a_day_is_forgotten()
    {
        tries.Refuse(Step, Now, "down");
        tries.Refuse(Other, Now.AddDays(1), "down");

        Assert.True(tries.Refuse(Step, Now.AddDays(1), "down"));
    }
}
