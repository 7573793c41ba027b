using System.IO.Enumeration;
using System.Runtime.InteropServices;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Bricks;

/// <summary>
/// Looks at bricks of this machine. A <c>cli</c> host's glusterd runs here, so its bricks do, in the mount namespace of that glusterd: two hosts may have the
/// same directory. That a folder really is the brick is proved by that, and by the volume id which gluster keeps in its extended attributes. It keeps its time
/// between two files only; <see cref="TimedBrickScanner"/> is for a disk that hangs.
/// </summary>
/// <param name="options">How long a look may take.</param>
/// <param name="time">The clock of that.</param>
internal sealed class LocalBrickScanner(IOptions<VdsOptions> options, TimeProvider time) : IBrickScanner
{
    private const int MostPaths = 100;
    private const string VolumeId = "trusted.glusterfs.volume-id";
    private const string LinkTo = "trusted.glusterfs.dht.linkto";

    // Its name ends with the volume's id.
    private const string AnonymousInodes = ".glusterfs-anonymous-inode";

    public Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken) =>
        // On a thread of its own: what a hung disk does not give back is missing nowhere else.
        Task.Factory.StartNew(() => Scan(host, brick, volumeId, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private VdsReply<BrickScan> Scan(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
    {
        // The kernel shows trusted attributes to nobody else, so such an engine can never tell a brick from any folder.
        if (!Environment.IsPrivilegedProcess) return new VdsReply<BrickScan>.Unreachable($"{brick} can be looked at by an engine that runs as root only.");
        var (folder, problem) = GlusterdFiles.Find(host, brick.Directory);
        if (folder is null) return new VdsReply<BrickScan>.Unknown($"{brick} cannot be looked at: {problem}");
        if (ExtendedAttribute.Read(folder, VolumeId) is not { } id)
            return new VdsReply<BrickScan>.Unknown($"{brick} does not show the volume id of a brick ({Marshal.GetLastPInvokeErrorMessage()}); see that its file system is mounted.");
        if (id.Length != 16 || new Guid(id, bigEndian: true) != volumeId)
            return new VdsReply<BrickScan>.Unknown($"{brick} shows the id of another volume.");
        try
        {
            return new VdsReply<BrickScan>.Answered(Count(folder, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new VdsReply<BrickScan>.Unknown($"{brick} could not be read: {exception.Message}");
        }
    }

    private BrickScan Count(string root, CancellationToken cancellationToken)
    {
        var (files, bytes, paths, started) = (0L, 0L, new List<string>(), time.GetTimestamp());
        foreach (var (path, size) in Entries(root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(started).TotalSeconds > options.Value.BrickScanSeconds) return new(files, bytes, paths, IsComplete: false);
            if (IsLinkFile(path)) continue;
            files++;
            bytes += size;
            if (paths.Count < MostPaths) paths.Add(path[(root.Length + 1)..]);
        }

        return new(files, bytes, paths, IsComplete: true);
    }

    private static FileSystemEnumerable<(string Path, long Size)> Entries(string root)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return new(root, static (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.Length), everything)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) =>
                !IsLink(ref entry) && !(entry.Directory.Length == entry.RootDirectory.Length && IsInternal(entry.FileName)),
        };
    }

    /// <summary>Whether a folder at the root of a brick is one of gluster's own.</summary>
    private static bool IsInternal(ReadOnlySpan<char> folder) =>
        folder is ".glusterfs" || folder.StartsWith(AnonymousInodes, StringComparison.Ordinal);

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>A pointer to the brick that has the file: nothing but the sticky bit, and the name of the other subvolume.</summary>
    private static bool IsLinkFile(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: false) is null
        && File.GetUnixFileMode(path) == UnixFileMode.StickyBit
        && ExtendedAttribute.Read(path, LinkTo) is not null;
}
