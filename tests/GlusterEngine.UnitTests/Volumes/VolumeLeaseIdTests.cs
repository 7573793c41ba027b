using GlusterEngine.Engine.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Volumes;

/// <summary>Names of volumes that are created are locked by an id.</summary>
public sealed class VolumeLeaseIdTests
{
    private static readonly Guid Cluster = Guid.Parse("0190c5d2-7a10-7000-8000-000000000001");

    [Fact]
    public void It_is_the_same_on_every_engine() => Assert.Equal(VolumeLeaseId.Of(Cluster, "data"), VolumeLeaseId.Of(Cluster, "data"));

    [Fact]
    public void It_is_another_for_another_name_or_cluster() =>
        Assert.Equal(3, new[] { VolumeLeaseId.Of(Cluster, "data"), VolumeLeaseId.Of(Cluster, "data2"), VolumeLeaseId.Of(Guid.Empty, "data") }.Distinct().Count());

    [Fact]
    public void It_is_a_uuid_of_version_8()
    {
        var id = VolumeLeaseId.Of(Cluster, "data");

        Assert.Equal((8, 8), (id.Version, id.Variant & 0xC));
    }
}
