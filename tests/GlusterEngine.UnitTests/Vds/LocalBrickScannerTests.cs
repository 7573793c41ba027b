using System.Runtime.InteropServices;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
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

    [AdminFact("sets trusted attributes of files")]
    public async Task Glusters_own_folders_at_the_root_are_not_counted_and_folders_of_their_names_further_down_are()
    {
        var volumeId = Guid.NewGuid();
        Assert.Equal(0, Set(folder.FullName, "trusted.glusterfs.volume-id", volumeId.ToByteArray(bigEndian: true), 16, 0));
        var anonymous = $".glusterfs-anonymous-inode-{volumeId}";
        foreach (var own in new[] { ".glusterfs", ".trashcan", anonymous, Path.Combine("data", anonymous), "data" })
            await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory(own).FullName, "file"), "12345");

        var scan = Assert.IsType<VdsReply<BrickScan>.Answered>(await ScanAsync(folder.FullName, volumeId)).Value;

        Assert.Equal((2, 10, true), (scan.Files, scan.Bytes, scan.IsComplete));
        Assert.Equal([$"data/{anonymous}/file", "data/file"], scan.FirstPaths.Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Without root's rights an engine can never tell.</summary>
    private static void AssertFailed(VdsReply<BrickScan> reply)
    {
        if (Environment.IsPrivilegedProcess) Assert.Contains("does not show the volume id", Assert.IsType<VdsReply<BrickScan>.Unknown>(reply).Reason, StringComparison.Ordinal);
        else Assert.IsType<VdsReply<BrickScan>.Unreachable>(reply);
    }

    private static async Task<VdsReply<BrickScan>> ScanAsync(string directory, Guid? volumeId = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddVds().BuildServiceProvider();
        var host = new VdsHost(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Cli, GlusterdSocket: null);
        return await services.GetRequiredKeyedService<IBrickScanner>(HostTransport.Cli).ScanAsync(host, new("node1", directory), volumeId ?? Guid.NewGuid(), CancellationToken.None);
    }

    [DllImport("libc", EntryPoint = "lsetxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size, int flags);
}
