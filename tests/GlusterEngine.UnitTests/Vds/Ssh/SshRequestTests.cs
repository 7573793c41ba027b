using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class SshRequestTests
{
    [Fact]
    public void A_command_is_a_line_per_value() => Assert.Equal(
        "glusterengine-ssh 2\nrun\n13\n10\n3\nvolume\ninfo\n$(a) 'b'\nend\n",
        SshRequest.Run(["volume", "info", "$(a) 'b'"], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)).ToText());

    [Fact]
    public void A_look_does_not_wait_to_be_told_to_go() => Assert.EndsWith(
        "\nend\ngo\n", (SshRequest.Run(["pool", "list"], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)) with { IsLook = true }).ToText(), StringComparison.Ordinal);

    [Fact]
    public void A_change_behind_a_fence_has_time_for_its_questions() => Assert.Equal(
        "glusterengine-ssh 2\nfenced\n168\n120\n10\n0,7\n9\n15\ndata\n569e380c-fad0-429e-9254-3e05b580f99e\nwhole\nvolume\nrebalance\ndata\nstop\nend\n",
        SshRequest.Fenced(
            new VolumeFence("data", [0, 7], 9) { VolumeId = Guid.Parse("569e380c-fad0-429e-9254-3e05b580f99e"), NeedsAllPeers = true }, ["volume", "rebalance", "data", "stop"], (TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(15)), TimeSpan.FromSeconds(3)).ToText());

    [Theory]
    [InlineData("a\nend")]
    [InlineData("a\0b")]
    public void A_value_that_is_no_line_is_not_sent(string value)
    {
        var request = SshRequest.Run(["volume", "info", value], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));

        Assert.NotNull(request.Problem);
        Assert.Throws<InvalidOperationException>(request.ToText);
    }
}
