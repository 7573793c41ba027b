using GlusterEngine.Engine.Bricks;
using GlusterEngine.Vds;
using Xunit;
using Reply = GlusterEngine.Vds.VdsReply<GlusterEngine.Vds.Tasks.TaskReport>;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class LastLookTests
{
    private static readonly GlusterError Error = new(-1, 30802, "Another transaction is in progress.", GlusterErrorMeaning.Locked);

    [Fact]
    public void A_look_that_hung_is_not_left_to_the_next_host()
    {
        var error = Assert.IsType<Reply.Refused>(LastLook.Failed(new VdsReply<bool>.Unknown("Timed out."), "Its state")).Error;

        Assert.Equal(GlusterErrorMeaning.LookHung, error.Meaning);
        Assert.StartsWith("Its state could not be read: Timed out. Nothing was changed.", error.Text, StringComparison.Ordinal);
        Assert.False(GlusterErrorClassifier.IsPassing(error.Meaning));
    }

    [Fact]
    public void A_host_that_was_not_reached_leaves_the_look_to_the_next() =>
        Assert.Equal(new Reply.Unreachable("Its state could not be read: glusterd is down"), LastLook.Failed(new VdsReply<bool>.Unreachable("glusterd is down"), "Its state"));

    [Fact]
    public void What_gluster_says_against_the_look_it_says_against_the_removal() =>
        Assert.Equal(new Reply.Refused(Error), LastLook.Failed(new VdsReply<bool>.Refused(Error), "Its state"));
}
