using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Programs of this machine, each with an argument list and pipes to and from it.</summary>
internal static class ChildProcess
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Starts a program; null, and why, when that cannot be.</summary>
    public static (Process? Process, string? Problem) Start(string program, IReadOnlyList<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = Utf8,
                StandardOutputEncoding = Utf8,
                StandardErrorEncoding = Utf8,
                Environment = { ["LC_ALL"] = "C" },
            },
        };
        try
        {
            process.Start();
            return (process, null);
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            process.Dispose();
            return (null, $"{program} cannot be started: {missing.Message}");
        }
    }

    /// <summary>Ends it and what it started; nothing when it ended by itself.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile, or part of its tree did.
        }
    }
}
