using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;

namespace GlusterEngine.UnitTests.Migrations;

/// <summary>Volumes whose bricks have reported their file systems, and ways to name those bricks.</summary>
internal static class SizedVolume
{
    public static readonly VolumeSketch Replicated = new("uu uu uu") { Type = GlusterVolumeType.DistributedReplicate, Replica = 2 };

    public static readonly VolumeSketch Arbitrated = new("uuU uuU") { Type = GlusterVolumeType.DistributedReplicate, Replica = 3, Arbiters = 1 };

    public static readonly VolumeSketch Dispersed = new("uuu uuu") { Type = GlusterVolumeType.DistributedDisperse, Disperse = 3, Redundancy = 1 };

    /// <summary>Each brick on a file system of its own, with 100 of 500 inodes in use.</summary>
    public static GlusterVolume Of(VolumeSketch sketch, params (long Total, long Free)[] spaces)
    {
        var volume = sketch.Build();
        foreach (var (brick, (total, free)) in volume.Bricks.Zip(spaces))
        {
            (brick.TotalBytes, brick.FreeBytes, brick.TotalInodes, brick.FreeInodes) = (total, free, 500, 400);
            brick.Device = DeviceOf(brick.BrickOrder + 1);
        }

        return volume;
    }

    public static string DeviceOf(int number) => $"/dev/sd{number}";

    public static string NameOf(int number) => $"node{number}:/bricks/data";

    public static string NamesOf(params int[] numbers) => string.Join(", ", numbers.Select(NameOf));

    public static IReadOnlyList<GlusterBrick> Bricks(GlusterVolume volume, params int[] numbers) => [.. numbers.Select(number => volume.Bricks[number - 1])];

    public static IReadOnlyList<BrickReference> Named(params int[] numbers) => [.. numbers.Select(static number => new BrickReference(Id: null, NameOf(number)))];

    public static void Set(GlusterVolume volume, string option, string? value)
    {
        if (value is not null) volume.Options.Add(new() { VolumeId = volume.Id, Name = option, Value = value });
    }
}
