using GlusterEngine.Data.Events;
using GlusterEngine.Engine;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Changes;

public sealed class VolumeChangeTextTests
{
    private static readonly VolumeDescription Seen = new(
        Guid.NewGuid(), "v", GlusterVolumeType.Distribute, GlusterVolumeStatus.Down, ReplicaCount: 0, ArbiterCount: 0, DisperseCount: 0, RedundancyCount: 0, ["tcp"],
        [new(new BrickAddress("node1", "/b/v"), Guid.NewGuid(), IsArbiter: false)], new Dictionary<string, string>());

    [Theory]
    [InlineData(ActionType.CreateGlusterVolume, "node1:/b/v", "the volume was created, but not as it was asked")]
    [InlineData(ActionType.CreateGlusterVolume, "node1:/b/other", "it did not happen")]
    [InlineData(ActionType.SetGlusterVolumeOption, "node1:/b/v", "it did not happen")]
    public void A_volume_that_was_created_without_its_options_is_not_said_to_be_missing(ActionType action, string brick, string words)
    {
        var change = Change(action, new() { Has = [brick], Options = new Dictionary<string, string?> { ["nfs.disable"] = "on" } });

        Assert.StartsWith(words, VolumeChangeText.DidNot(change, Seen), StringComparison.Ordinal);
        Assert.Contains(words, VolumeChangeText.Resolved(change, "c", (ChangeVerdict.DidNot, Seen), new EventDraft(default, default, "")).Description, StringComparison.Ordinal);
        Assert.Equal("it did not happen", VolumeChangeText.DidNot(change, seen: null));
    }

    private static VolumeChange Change(ActionType action, VolumeExpectation expectation) => new()
    {
        StepId = Guid.NewGuid(),
        JobId = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        VolumeId = Guid.NewGuid(),
        VolumeName = "v",
        ActionType = action,
        IsFenced = false,
        Expectation = EngineJson.Write(expectation),
        EngineId = "engine",
    };
}
