using System.Globalization;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// The engine's exclusive right to a data folder: a lock of the operating system on a file, held until the process ends in whatever
/// way. The file's presence means nothing, so there is nothing to clean up after a kill.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    // EWOULDBLOCK of Linux: what .NET reports when another process has the lock.
    private const int WouldBlock = 11;

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(PostgresFolders folders)
    {
        var taken = new DataFolderLock(Open(folders));
        // A file of its own, because nobody can read one that is locked.
        File.WriteAllText(folders.OwnerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return taken;
    }

    /// <summary>Whether somebody has it at this moment.</summary>
    public static bool IsHeld(PostgresFolders folders)
    {
        try
        {
            using var file = File.Open(folders.LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            return true;
        }
        catch (IOException)
        {
            // Not there yet, or not to be had: the start tells what is wrong.
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(PostgresFolders folders)
    {
        try
        {
            return File.Open(folders.LockFile, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {folders.Root} is in use by another engine ({Owner(folders)}). Stop that one, or set GLUSTERENGINE_DATA to another folder.", exception);
        }
    }

    private static string Owner(PostgresFolders folders)
    {
        try
        {
            return "pid " + File.ReadAllText(folders.OwnerFile).Trim();
        }
        catch (IOException)
        {
            return "pid unknown";
        }
    }
}
