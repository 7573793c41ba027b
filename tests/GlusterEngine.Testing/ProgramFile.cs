using System.Diagnostics;

namespace GlusterEngine.Testing;

/// <summary>Programs that tests write and run.</summary>
public static class ProgramFile
{
    /// <summary>
    /// Puts a program where it can be run at once. Another program writes it: a child that a test beside this one starts while this process writes
    /// would have the file open for writing for a moment, and the system runs no such file ("Text file busy").
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="text">The script, with its first line.</param>
    public static void Write(string path, string text)
    {
        using var install = Process.Start(new ProcessStartInfo("install", ["--mode=700", "/dev/stdin", path]) { RedirectStandardInput = true, UseShellExecute = false })!;
        install.StandardInput.Write(text);
        install.StandardInput.Close();
        install.WaitForExit();
        if (install.ExitCode != 0) throw new InvalidOperationException($"{path} could not be written.");
    }
}
