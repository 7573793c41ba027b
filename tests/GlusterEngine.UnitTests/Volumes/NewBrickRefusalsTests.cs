using System.Text;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using Xunit;

namespace GlusterEngine.UnitTests.Volumes;

/// <summary>Names of files and paths are counted in bytes.</summary>
public sealed class NewBrickRefusalsTests
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "one", "one.demo", HostTransport.Simulated, GlusterdSocket: null);

    [Theory]
    [InlineData('d', 4095, 0)]
    [InlineData('d', 4096, 1)]
    [InlineData('é', 4095, 0)]
    [InlineData('é', 4097, 1)]
    public void A_path_of_a_brick_is_as_long_as_the_system_takes(char letter, int bytes, int refusals)
    {
        var directory = "/" + new string(letter, (bytes - 1) / Encoding.UTF8.GetByteCount([letter]));

        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(directory));
        Assert.Equal(refusals, NewBrickRefusals.Of([new(Host.Id, directory)], [Host], new Dictionary<BrickAddress, string>(), "Cannot.").Count());
    }

    [Theory]
    [InlineData('d', 255, 0)]
    [InlineData('d', 256, 1)]
    [InlineData('é', 254, 0)]
    [InlineData('é', 256, 1)]
    public void What_gluster_names_after_a_brick_is_as_long_as_a_name_may_be(char letter, int bytes, int refusals)
    {
        // data.one.demo.DIRECTORY.vol
        var directory = "/b/" + new string(letter, (bytes - "data.one.demo.b-.vol".Length) / Encoding.UTF8.GetByteCount([letter]));

        var found = BrickFileRefusals.Of("data", [new("one.demo", directory), new("one.demo", directory)], "Cannot.").ToList();

        Assert.Equal(refusals, found.Count);
        if (refusals > 0) Assert.Contains($"this takes {bytes} bytes", found[0].Text, StringComparison.Ordinal);
    }
}
