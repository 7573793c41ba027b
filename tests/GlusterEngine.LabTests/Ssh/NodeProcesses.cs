using System.Diagnostics;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>Processes of the nodes, as this machine sees them. Quicker than the lab's own commands, for what lasts a second.</summary>
internal static class NodeProcesses
{
    /// <summary>A process of a gluster CLI that says something; null when none does.</summary>
    public static int? FindGluster(params IReadOnlyList<string> words)
    {
        var end = $"\0{string.Join('\0', words)}\0";
        foreach (var (id, command) in All())
        {
            if (command.Split('\0')[0].Split('/')[^1] == "gluster" && command.EndsWith(end, StringComparison.Ordinal)) return id;
        }

        return null;
    }

    /// <summary>Kills all sshds of the node that has a process.</summary>
    public static void KillSshds(int neighbour)
    {
        var node = NamespaceOf(neighbour);
        foreach (var (id, command) in All().Where(process => process.Command.StartsWith("sshd:", StringComparison.Ordinal) && NamespaceOf(process.Id) == node))
        {
            using var sshd = Process.GetProcessById(id);
            sshd.Kill();
        }
    }

    private static IEnumerable<(int Id, string Command)> All() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let command = Read(Path.Combine(folder, "cmdline"))
        where command.Length > 0
        select (int.Parse(Path.GetFileName(folder)), command);

    private static string? NamespaceOf(int process)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{process}/ns/pid", returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
