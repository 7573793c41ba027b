using System.ComponentModel;
using System.Diagnostics;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// A child process: argument list in, end and last output out. It gets an environment of its own: nothing of the engine's
/// passwords, nor PGHOST and the like of the user's shell, reaches it.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    private const int KeptLines = 20;
    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private RunningProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static RunningProgram Start(IReadOnlyList<string> commandLine)
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The account that the program runs as may not be able to read the engine's own working directory.
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";

        var program = new RunningProgram(new Process { StartInfo = start });
        try
        {
            program._process.Start();
        }
        catch (Win32Exception exception)
        {
            program.Dispose();
            throw new EmbeddedPostgresException($"The program {commandLine[0]} cannot be started: {exception.Message}. Install it or correct its path.", exception);
        }

        program._process.StandardInput.Close();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs a program to its end, or kills it at the deadline.</summary>
    public static async Task<ProgramResult> RunAsync(IReadOnlyList<string> commandLine, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var program = Start(commandLine);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(deadline);
        try
        {
            return await program.WaitAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return new ProgramResult(ExitCode: null, program.LastOutput());
        }
    }

    public async Task<ProgramResult> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return new ProgramResult(_process.ExitCode, LastOutput());
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();

    private string LastOutput()
    {
        lock (_lastLines)
        {
            return string.Join(" | ", _lastLines);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (string.IsNullOrWhiteSpace(received.Data))
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(received.Data.Trim());
            while (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
