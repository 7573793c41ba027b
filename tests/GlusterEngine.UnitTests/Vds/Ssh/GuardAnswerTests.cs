using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class GuardAnswerTests
{
    [Fact]
    public void The_end_of_a_command_is_the_last_line_and_no_part_of_its_output() =>
        Assert.Equal(("<a/>\n\nglusterengine-ssh 2 ended 0\n", 7), GuardAnswer.ReadEnd("<a/>\n\nglusterengine-ssh 2 ended 0\n\nglusterengine-ssh 2 ended 7\n"));

    [Theory]
    [InlineData("")]
    [InlineData("<a/>\n")]
    [InlineData("<a/>\n\nglusterengine-ssh 2 ended")]
    [InlineData("<a/>\n\nglusterengine-ssh 2 ended 0")]
    [InlineData("<a/>\n\nglusterengine-ssh 2 ended x\n")]
    public void Without_it_the_end_was_not_heard_of(string output) => Assert.Null(GuardAnswer.ReadEnd(output));

    [Fact]
    public void A_refusal_has_its_reason()
    {
        Assert.Equal("No.", GuardAnswer.WhyRefused("glusterengine-ssh 2 refused No."));
        Assert.Equal("I am another one.", GuardAnswer.WhyRefused("glusterengine-ssh 1 refused I am another one."));
        Assert.Null(GuardAnswer.WhyRefused(GuardAnswer.Ready));
    }
}
