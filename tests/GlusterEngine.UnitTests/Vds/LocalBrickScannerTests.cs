using System.Diagnostics;
using System.Net.Sockets;
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

    // Listens like a glusterd that sees the same mounts as the engine.
    private readonly Socket glusterd = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public LocalBrickScannerTests()
    {
        glusterd.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "own.socket")));
        glusterd.Listen();
    }

    [Fact]
    public async Task A_folder_over_which_no_file_system_is_mounted_is_a_failed_look() => AssertFailed(await ScanAsync(folder.FullName));

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failed_look() => AssertFailed(await ScanAsync(Path.Combine(folder.FullName, "brick")));

    [AdminFact("sets trusted attributes of files")]
    public async Task Glusters_own_folders_at_the_root_are_not_counted_and_folders_of_their_names_further_down_are()
    {
        var volumeId = Guid.NewGuid();
        var brick = folder.CreateSubdirectory("brick");
        Assert.Equal(0, Set(brick.FullName, "trusted.glusterfs.volume-id", volumeId.ToByteArray(bigEndian: true), 16, 0));
        var anonymous = $".glusterfs-anonymous-inode-{volumeId}";
        foreach (var own in new[] { ".glusterfs", ".trashcan", anonymous, Path.Combine("data", anonymous), "data" })
            await File.WriteAllTextAsync(Path.Combine(brick.CreateSubdirectory(own).FullName, "file"), "12345");

        var scan = Assert.IsType<VdsReply<BrickScan>.Answered>(await ScanAsync(brick.FullName, volumeId)).Value;

        // What users threw away is theirs still, and lost with the brick.
        Assert.Equal((3, 15, true), (scan.Files, scan.Bytes, scan.IsComplete));
        Assert.Equal([".trashcan/file", $"data/{anonymous}/file", "data/file"], scan.FirstPaths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_the_hosts_glusterd_nobody_knows_whose_folder_it_is()
    {
        var reply = await ScanAsync(folder.FullName, socket: Path.Combine(folder.FullName, "deaf.socket"));
        if (Environment.IsPrivilegedProcess) Assert.Contains("no glusterd of host node1 listens at ", Assert.IsType<VdsReply<BrickScan>.Unknown>(reply).Reason, StringComparison.Ordinal);
        else Assert.IsType<VdsReply<BrickScan>.Unreachable>(reply);
    }

    [AdminFact("mounts a folder over another and sets trusted attributes of files")]
    public async Task A_host_in_a_mount_namespace_of_its_own_is_looked_at_there()
    {
        // The same directory is another folder to a process with mounts of its own: that brick is empty, this one is not.
        var volumeId = Guid.NewGuid();
        var (brick, other) = (folder.CreateSubdirectory("brick").FullName, folder.CreateSubdirectory("other").FullName);
        foreach (var one in new[] { brick, other }) Assert.Equal(0, Set(one, "trusted.glusterfs.volume-id", volumeId.ToByteArray(bigEndian: true), 16, 0));
        await File.WriteAllTextAsync(Path.Combine(brick, "file"), "12345");
        var socket = Path.Combine(folder.FullName, "glusterd.socket");
        const string listen = "use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0) or die; bind(S, pack_sockaddr_un($ARGV[0])) or die; listen(S, 9) or die; sleep 60";
        using var stranger = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "sh", "-c", "mount --bind \"$1\" \"$2\" && exec perl -e \"$3\" \"$4\"", "sh", other, brick, listen, socket]))!;
        try
        {
            var reply = await Eventually.GetAsync(() => ScanAsync(brick, volumeId, socket), static reply => reply is VdsReply<BrickScan>.Answered);
            Assert.Equal(0, Assert.IsType<VdsReply<BrickScan>.Answered>(reply).Value.Files);
            Assert.Equal(1, Assert.IsType<VdsReply<BrickScan>.Answered>(await ScanAsync(brick, volumeId)).Value.Files);
        }
        finally
        {
            stranger.Kill();
            await stranger.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        glusterd.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Without root's rights an engine can never tell.</summary>
    private static void AssertFailed(VdsReply<BrickScan> reply)
    {
        if (Environment.IsPrivilegedProcess) Assert.Contains("does not show the volume id", Assert.IsType<VdsReply<BrickScan>.Unknown>(reply).Reason, StringComparison.Ordinal);
        else Assert.IsType<VdsReply<BrickScan>.Unreachable>(reply);
    }

    private async Task<VdsReply<BrickScan>> ScanAsync(string directory, Guid? volumeId = null, string? socket = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddVds().BuildServiceProvider();
        var host = new VdsHost(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Cli, socket ?? Path.Combine(folder.FullName, "own.socket"));
        return await services.GetRequiredKeyedService<IBrickScanner>(HostTransport.Cli).ScanAsync(host, new("node1", directory), volumeId ?? Guid.NewGuid(), CancellationToken.None);
    }

    [DllImport("libc", EntryPoint = "lsetxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size, int flags);
}
