using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Model;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class NamesAndTextsTests
{
    [Theory]
    [InlineData(StepType.RebalancingVolume, "REBALANCING_VOLUME", "rebalancing_volume")]
    [InlineData(GlusterVolumeType.DistributedStripedReplicate, "DISTRIBUTED_STRIPED_REPLICATE", "distributed_striped_replicate")]
    [InlineData(GlusterVolumeStatus.Up, "UP", "up")]
    public void An_enum_is_written_with_underscores(Enum value, string upper, string lower) =>
        Assert.Equal((upper, lower), (value.ToUpperText(), value.ToLowerText()));

    [Fact]
    public void Every_text_of_an_enum_is_read_back()
    {
        foreach (var type in Enum.GetValues<GlusterVolumeType>())
            Assert.Equal((type, type), (EnumText.Parse<GlusterVolumeType>(type.ToUpperText()),
                EnumText.Parse<GlusterVolumeType>(type.ToLowerText())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("RebalancingVolume")]
    [InlineData("REBALANCING_VOLUME ")]
    public void What_names_no_member_is_none(string? text) => Assert.Null(EnumText.Parse<StepType>(text));

    [Theory]
    [InlineData("node1:/bricks/data", "node1", "/bricks/data")]
    [InlineData("192.0.2.7:/b", "192.0.2.7", "/b")]
    [InlineData("2001:db8::7:/bricks/data", "2001:db8::7", "/bricks/data")]
    [InlineData("fe80:::/b", "fe80::", "/b")]
    [InlineData("node1:/odd:/name", "node1", "/odd:/name")]
    [InlineData("node1:/with space", "node1", "/with space")]
    public void A_brick_is_a_host_and_a_directory(string text, string host, string directory) =>
        Assert.Equal(new BrickAddress(host, directory), BrickAddress.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("node1")]
    [InlineData("node1:")]
    [InlineData("node1:bricks")]
    [InlineData(":/bricks")]
    [InlineData("/bricks")]
    [InlineData("node1:/bricks\n")]
    [InlineData("node\01:/bricks")]
    public void What_is_no_brick_is_none(string? text) => Assert.Null(BrickAddress.Parse(text));

    [Fact]
    public void A_brick_that_can_be_read_is_written_the_same() => Prop.ForAll(
        Gen.Elements("node1", ":", "/", "/b", "::", "\t", ".").ListOf().Select(string.Concat).ToArbitrary(),
        static text => BrickAddress.Parse(text) is not { } brick || brick.ToString() == text).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a")]
    [InlineData("Cluster_1")]
    [InlineData("node-1.example.org")]
    public void A_name_may_have_letters_digits_and_a_few_signs(string name) => Assert.True(ObjectName.IsValid(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("a\n")]
    public void A_name_has_nothing_else(string? name) => Assert.False(ObjectName.IsValid(name));

    [Fact]
    public void A_name_has_at_most_255_characters() =>
        Assert.Equal((true, false), (ObjectName.IsValid(new string('a', 255)), ObjectName.IsValid(new string('a', 256))));
}
