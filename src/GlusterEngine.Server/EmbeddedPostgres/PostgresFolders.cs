using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>Where everything of one embedded PostgreSQL lies. Follows from the data folder alone, so that it is known before the first start.</summary>
internal sealed class PostgresFolders
{
    // sun_path has room for 107 bytes and a zero; PostgreSQL appends "/.s.PGSQL.5432".
    private const int LongestSocketFolder = 107 - 14;

    private PostgresFolders(string root)
    {
        Root = root;
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16];
        Short = Path.Combine(ShortParent(), "glusterengine-" + key);
        var besideTheData = Path.Combine(root, "socket");
        NeedsShort = Environment.IsPrivilegedProcess || !MayHoldSocket(besideTheData);
        Socket = NeedsShort ? Path.Combine(Short, "socket") : besideTheData;
    }

    public string Root { get; }

    /// <summary>A private folder with a short path: for the socket, whose path may have 107 bytes only, and as a mount point.</summary>
    public string Short { get; }

    /// <summary>Where the unix socket lies: beside the data; for root, or when that path is too long, in <see cref="Short"/>.</summary>
    public string Socket { get; }

    public bool NeedsShort { get; }

    public string MountPoint => Path.Combine(Short, "data");

    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>initdb works here; the folder is renamed when it is complete, so that a killed initdb leaves no half-made cluster.</summary>
    public string UnfinishedCluster => Path.Combine(Root, "cluster.unfinished");

    public string Settings => Path.Combine(Root, "settings");

    public string Logs => Path.Combine(Root, "log");

    public string LockFile => Path.Combine(Root, "engine.lock");

    public string OwnerFile => Path.Combine(Root, "engine.pid");

    public string VersionFile => Path.Combine(Cluster, "PG_VERSION");

    public string PostmasterFile => Path.Combine(Cluster, "postmaster.pid");

    public static PostgresFolders Of(EmbeddedPostgresOptions options)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataFolder));
        return root.Any(char.IsControl)
            ? throw new EmbeddedPostgresException($"The data folder's path \"{root}\" has a control character in it; set GLUSTERENGINE_DATA to another one.")
            : new PostgresFolders(root);
    }

    /// <summary>Removes <see cref="Short"/>. Never more than empty folders: the mount point must not be emptied.</summary>
    public void RemoveShort()
    {
        foreach (var folder in new[] { Path.Combine(Short, "socket"), MountPoint, Short })
        {
            try
            {
                Directory.Delete(folder, recursive: false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not made, or not empty; the next start uses it as it is.
            }
        }
    }

    // Npgsql reads a comma in a host as the start of the next host.
    private static bool MayHoldSocket(string folder) =>
        Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder && !folder.Contains(',', StringComparison.Ordinal);

    // Only root can write to /run and only the user to XDG_RUNTIME_DIR, so nobody can put a folder of theirs there before us.
    private static string ShortParent()
    {
        var preferred = Environment.IsPrivilegedProcess ? "/run" : Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return Directory.Exists(preferred) && MayHoldSocket(Path.Combine(preferred, "glusterengine-0123456789abcdef", "socket"))
            ? preferred
            : Path.TrimEndingDirectorySeparator(Path.GetTempPath());
    }
}
