using System.Diagnostics;
using System.Globalization;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// The PostgreSQL processes of one data folder, found in /proc. A pid in <c>postmaster.pid</c> alone proves nothing, because pids are used
/// again; a process named postgres whose working directory holds the very same <c>postmaster.pid</c> is of this folder.
/// </summary>
internal static class PostgresProcesses
{
    /// <summary>The pid in <c>postmaster.pid</c>, if that process lives and is of this folder.</summary>
    public static int? Postmaster(PostgresFolders folders) =>
        ReadOrNull(folders.PostmasterFile) is { } text
        && int.TryParse(text.AsSpan(0, Math.Max(text.IndexOf('\n', StringComparison.Ordinal), 0)), CultureInfo.InvariantCulture, out var pid)
        && Belongs(pid, text)
            ? pid
            : null;

    /// <summary>
    /// Ends at once what is left of this folder's processes. Without a postmaster a backend that is busy can live on for a while, and
    /// a new postmaster refuses to start beside it.
    /// </summary>
    public static void KillAll(PostgresFolders folders)
    {
        if (ReadOrNull(folders.PostmasterFile) is not { } text)
        {
            return;
        }

        foreach (var process in Process.GetProcessesByName("postgres"))
        {
            using (process)
            {
                if (Belongs(process.Id, text))
                {
                    process.Kill();
                    process.WaitForExit(TimeSpan.FromSeconds(2));
                }
            }
        }
    }

    private static bool Belongs(int pid, string postmasterFile) =>
        ReadOrNull($"/proc/{pid}/comm")?.Trim() == "postgres" && ReadOrNull($"/proc/{pid}/cwd/postmaster.pid") == postmasterFile;

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
