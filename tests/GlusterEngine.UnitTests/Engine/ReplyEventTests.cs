using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Events;
using GlusterEngine.Vds;
using Microsoft.Extensions.Options;
using Xunit;
using Reply = GlusterEngine.Vds.VdsReply<GlusterEngine.Vds.Tasks.TaskReport>;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>Scripts know events by oVirt's numbers (spec/engine.md 1.4 and the "audit" of its scenario tables 9.2 to 9.7).</summary>
public sealed class ReplyEventTests
{
    private static readonly Reply Answered = new Reply.Answered(new(TaskScene.Own, []));
    private static readonly Reply Refused = new Reply.Refused(new(-1, 30800, "Quorum not met.", GlusterErrorMeaning.QuorumLost));
    private static readonly Reply Unreachable = new Reply.Unreachable("glusterd is down");
    private static readonly Reply Unknown = new Reply.Unknown("timed out");

    // A reply makes the event alone, so the commands need nothing to work with.
    private static readonly Dictionary<string, Func<Reply, ReplyEvent>> Commands = new(StringComparer.Ordinal)
    {
        ["start rebalance"] = new StartRebalanceGlusterVolumeCommand(null!).EventOf,
        ["stop rebalance"] = new StopRebalanceGlusterVolumeCommand(null!).EventOf,
        ["start migration"] = new StartRemoveGlusterVolumeBricksCommand(null!).EventOf,
        ["stop migration"] = new StopRemoveGlusterVolumeBricksCommand(null!).EventOf,
        ["commit"] = new CommitRemoveGlusterVolumeBricksCommand(null!, null!, Options.Create(new TasksOptions())).EventOf,
        ["force"] = new GlusterVolumeRemoveBricksCommand(null!).EventOf,
    };

    [Theory]
    [InlineData("start rebalance", 4012, 4013)]
    [InlineData("stop rebalance", 4078, 4079)]
    [InlineData("start migration", 4080, 4081)]
    [InlineData("stop migration", 4082, 4083)]
    [InlineData("commit", 4084, 4085)]
    [InlineData("force", 4014, 4015)]
    public void What_gluster_accepted_and_what_failed_have_the_numbers_that_ovirt_gave_them(string command, int done, int failed) => Assert.Equal(
        [(done, EventSeverity.Normal), (failed, EventSeverity.Error), (failed, EventSeverity.Error), ((int)EventCode.GlusterTaskOutcomeUnknown, EventSeverity.Warning)],
        new[] { Answered, Refused, Unreachable, Unknown }.Select(Commands[command]).Select(static told => ((int)told.Code, told.Severity)));

    [Fact]
    public void An_event_says_what_became_of_the_command() => Assert.Equal(
        [
            "Migration committed, its bricks left the volume; gluster accepted it.",
            "commit removing was refused by gluster: Quorum not met.",
            "commit removing could not be asked of any host: glusterd is down",
            "commit removing got no definite answer from gluster (timed out); the engine looks what became of it.",
        ],
        new[] { Answered, Refused, Unreachable, Unknown }.Select(Commands["commit"]).Select(static told => told.Text));
}
