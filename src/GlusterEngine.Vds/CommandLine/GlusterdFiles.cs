using System.Globalization;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>
/// Files as the glusterd of a host sees them, which may run in a mount namespace of its own (a container, a lab): the same path is another folder there. The
/// process behind its socket tells which.
/// </summary>
internal static class GlusterdFiles
{
    private const string HistoryName = "cmd_history.log";

    // What a glusterd reads at its start, and where it keeps its state unless told otherwise there.
    private const string DefaultVolumeFile = "/etc/glusterfs/glusterd.vol";
    private const string DefaultWorkingDirectory = "/var/lib/glusterd";
    private const int LongestVolumeFile = 64 << 10;

    /// <summary>Where this process finds a folder of the host; null and why when that cannot be told.</summary>
    public static (string? Path, string? Problem) Find(VdsHost host, string folder)
    {
        if (ProcessOf(host) is not { } process) return (null, NoProcess(host));
        try
        {
            return Find(process, folder);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return (null, failed.Message);
        }
    }

    /// <summary>Where this process finds a folder below the working directory of the host's glusterd, as its volume file says; null and why when that cannot be told.</summary>
    public static (string? Path, string? Problem) FindInWorkingDirectory(VdsHost host, string folder)
    {
        if (ProcessOf(host) is not { } process) return (null, NoProcess(host));
        try
        {
            var arguments = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0');
            var (file, problem) = Find(process, GlusterdArguments.VolumeFileOf(arguments) ?? DefaultVolumeFile);
            if (file is null) return (null, problem);
            return Find(process, $"{GlusterdArguments.WorkingDirectoryOf(ReadVolumeFile(file)) ?? DefaultWorkingDirectory}/{folder}");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return (null, failed.Message);
        }
    }

    /// <summary>Opens the history of commands that the host's glusterd writes, wherever its log folder is; null when it cannot be read.</summary>
    public static FileStream? OpenHistory(VdsHost host)
    {
        if (ProcessOf(host) is not { } process) return null;
        try
        {
            var open = new DirectoryInfo($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd").EnumerateFiles()
                .FirstOrDefault(static file => Path.GetFileName(file.LinkTarget) == HistoryName);
            return open is null ? null : new FileStream(open.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (string? Path, string? Problem) Find(int process, string folder)
    {
        if (MountsOf(process) is not { } mounts) return (null, $"the mounts of its glusterd, process {process}, cannot be read.");
        if (mounts == MountsOf(Environment.ProcessId)) return (folder, null);
        var root = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/root";
        // An absolute link in there would lead out again, to a folder of this machine.
        return FindLink(root, folder) is { } link ? (null, $"{link} is a link in another mount namespace.") : (root + folder, null);
    }

    /// <summary>Nothing when there is no such file: gluster's own paths count then.</summary>
    private static string ReadVolumeFile(string path)
    {
        if (!File.Exists(path)) return "";
        using var reader = new StreamReader(path);
        var text = new char[LongestVolumeFile];
        return new(text, 0, reader.ReadBlock(text));
    }

    private static int? ProcessOf(VdsHost host) => GlusterdSocket.ProcessBehind(host.GlusterdSocket ?? GlusterdSocket.Default);

    private static string NoProcess(VdsHost host) => $"no glusterd of host {host.Name} listens at {host.GlusterdSocket ?? GlusterdSocket.Default}.";

    private static string? MountsOf(int process) => new FileInfo($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/ns/mnt").LinkTarget;

    private static string? FindLink(string root, string folder)
    {
        var path = "";
        foreach (var part in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path += "/" + part;
            if (new FileInfo(root + path).LinkTarget is not null) return path;
        }

        return null;
    }
}
