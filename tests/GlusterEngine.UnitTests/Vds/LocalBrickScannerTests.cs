using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>A brick that could be looked at and cannot is said to be so; it is not the same as one that nobody can ever look at.</summary>
public sealed class LocalBrickScannerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task A_folder_over_which_no_file_system_is_mounted_is_a_failed_look() => AssertFailed(await ScanAsync(folder.FullName));

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failed_look() => AssertFailed(await ScanAsync(Path.Combine(folder.FullName, "brick")));

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Without root's rights an engine can never tell.</summary>
    private static void AssertFailed(VdsReply<BrickScan> reply)
    {
        if (Environment.IsPrivilegedProcess) Assert.Contains("does not show the volume id", Assert.IsType<VdsReply<BrickScan>.Unknown>(reply).Reason, StringComparison.Ordinal);
        else Assert.IsType<VdsReply<BrickScan>.Unreachable>(reply);
    }

    private static async Task<VdsReply<BrickScan>> ScanAsync(string directory)
    {
        await using var services = new ServiceCollection().AddLogging().AddVds().BuildServiceProvider();
        var host = new VdsHost(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Cli, GlusterdSocket: null);
        return await services.GetRequiredKeyedService<IBrickScanner>(HostTransport.Cli).ScanAsync(host, new("node1", directory), Guid.NewGuid(), CancellationToken.None);
    }
}
