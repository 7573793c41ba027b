using GlusterEngine.Vds.CommandLine;
using Xunit;

namespace GlusterEngine.UnitTests.Hooks;

public sealed class GlusterdArgumentsTests
{
    [Theory]
    [InlineData("glusterd -p /run/glusterd.pid", null)]
    [InlineData("glusterd -f /etc/other.vol -N", "/etc/other.vol")]
    [InlineData("glusterd --volfile=/etc/other.vol", "/etc/other.vol")]
    [InlineData("glusterd --volfile /etc/other.vol", "/etc/other.vol")]
    [InlineData("glusterd -f", null)]
    [InlineData("glusterd -f other.vol", null)]
    public void The_volume_file_is_what_the_arguments_name(string arguments, string? file) => Assert.Equal(file, GlusterdArguments.VolumeFileOf(arguments.Split(' ')));

    [Theory]
    [InlineData("volume management\n    type mgmt/glusterd\n    option working-directory /var/lib/other\nend-volume\n", "/var/lib/other")]
    [InlineData("\toption\tworking-directory \"/srv/g/\"\r\n", "/srv/g")]
    [InlineData("#   option working-directory /var/lib/other\n", null)]
    [InlineData("    option working-directory relative\n", null)]
    [InlineData("", null)]
    public void The_working_directory_is_what_the_volume_file_sets(string file, string? folder) => Assert.Equal(folder, GlusterdArguments.WorkingDirectoryOf(file));
}
