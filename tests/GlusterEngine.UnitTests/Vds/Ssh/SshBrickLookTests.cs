using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class SshBrickLookTests
{
    private static readonly BrickAddress Brick = new("node1", "/bricks/data");
    private static readonly Guid Volume = Guid.Parse("0f0e0d0c-0b0a-0908-0706-050403020100");

    [Fact]
    public void Files_and_their_paths_are_read()
    {
        var reply = Read("volume 0f0e0d0c0b0a09080706050403020100\n\npath a b/c\npath d\nfiles 2\nbytes 30\nstatus 0\n");

        Assert.Equivalent(new BrickScan(2, 30, ["a b/c", "d"], IsComplete: true), Assert.IsType<VdsReply<BrickScan>.Answered>(reply).Value);
    }

    [Theory]
    [InlineData("124")]
    [InlineData("137")]
    public void A_look_that_ran_out_of_time_is_not_complete(string status)
    {
        var reply = Read($"volume 0f0e0d0c0b0a09080706050403020100\nfiles 0\nbytes 0\nstatus {status}\n");

        Assert.False(Assert.IsType<VdsReply<BrickScan>.Answered>(reply).Value.IsComplete);
    }

    [Theory]
    [InlineData("volume \n\n", "does not show the volume id")]
    [InlineData("volume 000e0d0c0b0a09080706050403020100\nfiles 0\nbytes 0\nstatus 0\n", "another volume")]
    [InlineData("volume 0f0e0d0c0b0a09080706050403020100\nfiles 0\nbytes 0\nstatus 1\n", "ended with 1")]
    [InlineData("volume 0f0e0d0c0b0a09080706050403020100\n", "no word")]
    public void What_could_not_be_seen_is_no_empty_brick(string output, string why) =>
        Assert.Contains(why, Assert.IsType<VdsReply<BrickScan>.Unknown>(Read(output)).Reason, StringComparison.Ordinal);

    private static VdsReply<BrickScan> Read(string output) => SshBrickLook.Read(output, Brick, Volume);
}
