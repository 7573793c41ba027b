using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;
using Xunit;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class BrickSelectionTests
{
    private static readonly GlusterVolume Volume = new VolumeSketch("uuu").Build();

    [Fact]
    public void A_brick_is_found_by_its_id() => AssertFound([2], new BrickReference(Volume.Bricks[1].Id, Name: null));

    [Fact]
    public void A_brick_is_found_by_its_name() => AssertFound([2], new BrickReference(Id: null, "node2:/bricks/data"));

    [Fact]
    public void Id_and_name_may_both_be_given_when_they_mean_the_same_brick() => AssertFound([2], new BrickReference(Volume.Bricks[1].Id, "node2:/bricks/data"));

    [Fact]
    public void Neither_counts_where_id_and_name_mean_two_bricks()
    {
        var torn = new BrickReference(Volume.Bricks[1].Id, "node3:/bricks/data");
        Assert.Equal([torn], BrickSelection.Of(Volume, [torn]).Unknown);
        Assert.Equal(
            $"Cannot remove Brick(s). Invalid gluster brick. Volume data has no brick {Volume.Bricks[1].Id} (node3:/bricks/data).",
            Assert.Single(BrickSelection.Of(Volume, [torn]).Refusals(Volume, "remove")).Text);
    }

    [Fact]
    public void Bricks_come_in_the_volumes_order_and_each_once() => AssertFound(
        [1, 3], [.. Named(3, 1), new BrickReference(Volume.Bricks[2].Id, Name: null), .. Named(1)]);

    [Theory]
    [InlineData("node4:/bricks/data")]
    [InlineData("node1:/bricks/other")]
    [InlineData("node1:/bricks/data/")]
    [InlineData("NODE1:/bricks/data")]
    [InlineData("node1")]
    [InlineData("")]
    [InlineData(null)]
    public void What_names_no_brick_of_the_volume_is_told(string? name)
    {
        var selection = BrickSelection.Of(Volume, [new(Id: null, name), .. Named(1)]);
        Assert.Equal([Volume.Bricks[0]], selection.Bricks);
        Assert.Equal(
            [
                new Refusal("ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID",
                    $"Cannot remove Brick(s). Invalid gluster brick. Volume data has no brick {name ?? "?"}.", RefusalKind.BadParameters),
            ],
            selection.Refusals(Volume, "remove"));
    }

    [Fact]
    public void An_id_of_another_volumes_brick_is_told_by_id_and_name()
    {
        var other = new BrickReference(new("0b0b0000-0000-0000-0000-000000000000"), "node1:/bricks/data");
        Assert.Equal([other], BrickSelection.Of(Volume, [other]).Unknown);
        Assert.Equal(
            "Cannot remove Brick(s). Invalid gluster brick. Volume data has no brick 0b0b0000-0000-0000-0000-000000000000 (node1:/bricks/data).",
            Assert.Single(BrickSelection.Of(Volume, [other]).Refusals(Volume, "remove")).Text);
    }

    [Fact]
    public void Some_brick_must_be_named() => Assert.Equal(
        [
            new Refusal("ACTION_TYPE_FAILED_BRICKS_REQUIRED",
                "Cannot remove Brick(s). Bricks are required. Name them by id or as host:/directory.", RefusalKind.BadParameters),
        ],
        BrickSelection.Of(Volume, []).Refusals(Volume, "remove"));

    private static void AssertFound(int[] numbers, params BrickReference[] references)
    {
        var selection = BrickSelection.Of(Volume, references);
        Assert.Equal(Bricks(Volume, numbers), selection.Bricks);
        Assert.Empty(selection.Unknown);
        Assert.Empty(selection.Refusals(Volume, "remove"));
    }
}
