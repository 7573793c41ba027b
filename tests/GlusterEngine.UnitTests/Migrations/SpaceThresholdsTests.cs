using GlusterEngine.Engine.Bricks;
using GlusterEngine.UnitTests.Engine;
using Xunit;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class SpaceThresholdsTests
{
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(null, null, 1000, 100)]
    [InlineData("20%", null, 1000, 200)]
    [InlineData("20", null, 1000, 200)]
    [InlineData("2.5%", "0", 1000, 25)]
    [InlineData("0", null, 1000, 10)]
    [InlineData("0%", "0", 1000, 0)]
    [InlineData("1%", "5", 1000, 50)]
    [InlineData(" 15 %", null, 1000, 150)]
    public void A_threshold_may_be_a_share(string? minFreeDisk, string? reserve, long total, long kept) => AssertKept(minFreeDisk, reserve, total, kept);

    [Theory]
    [InlineData("1GB", null, 100 * GiB, GiB)]
    [InlineData("1gb", "0", 100 * GiB, GiB)]
    [InlineData("512MB", "0", GiB, 512 * MiB)]
    [InlineData("1.5KB", "0", MiB, 1536)]
    [InlineData("2TB", "0", 8192 * GiB, 2048 * GiB)]
    [InlineData("1PB", "0", 8192 * GiB, 1024 * 1024 * GiB)]
    [InlineData("4096B", "0", MiB, 4096)]
    [InlineData("4096", "0", MiB, 4096)]
    public void A_threshold_may_be_a_size(string? minFreeDisk, string? reserve, long total, long kept) => AssertKept(minFreeDisk, reserve, total, kept);

    [Theory]
    [InlineData("5%", "300MB", 300 * MiB)]
    [InlineData("40%", "300MB", 400 * MiB)]
    public void The_larger_of_the_two_counts(string minFreeDisk, string reserve, long kept) => AssertKept(minFreeDisk, reserve, 1000 * MiB, kept);

    private static void AssertKept(string? minFreeDisk, string? reserve, long total, long kept)
    {
        var volume = new VolumeSketch("u").Build();
        SizedVolume.Set(volume, "cluster.min-free-disk", minFreeDisk);
        SizedVolume.Set(volume, "storage.reserve", reserve);
        Assert.Equal(kept, SpaceThresholds.Of(volume).BytesOf(total));
    }
}
