using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>The <c>cli</c> transport: the gluster program of this machine, one process per command line.</summary>
/// <param name="options">Which program, and when it is killed.</param>
/// <param name="time">The clock of the deadline.</param>
public sealed class GlusterProcess(IOptions<VdsOptions> options, TimeProvider time) : IGlusterCommandLine
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The CLI says "Connection failed" both when it never reached glusterd and when it lost it half-way. A socket on which nobody
        // listens is told apart beforehand, so that a change which provably never began may be asked of another host.
        if (host.GlusterdSocket is { } socket && GlusterdSocket.WhyDeaf(socket) is { } why)
        {
            return new CommandOutcome.NotStarted($"glusterd of {host.Name} cannot be reached on {socket}: {why}");
        }

        using var process = new Process { StartInfo = StartOf(host, arguments, timeout) };
        try
        {
            process.Start();
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            return new CommandOutcome.NotStarted($"{options.Value.GlusterProgram} cannot be started: {missing.Message}");
        }

        return await WaitAsync(process, timeout + TimeSpan.FromSeconds(options.Value.KillAfterSeconds), cancellationToken);
    }

    private ProcessStartInfo StartOf(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        var start = new ProcessStartInfo(options.Value.GlusterProgram)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            Environment = { ["LC_ALL"] = "C" },
        };
        string[] common = ["--mode=script", "--xml", string.Create(CultureInfo.InvariantCulture, $"--timeout={timeout.TotalSeconds:0}")];
        string[] socket = host.GlusterdSocket is null ? [] : [$"--glusterd-sock={host.GlusterdSocket}"];
        foreach (var argument in (string[])[.. common, .. socket, .. arguments]) start.ArgumentList.Add(argument);
        return start;
    }

    private async Task<CommandOutcome> WaitAsync(Process process, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // Script mode asks no question; a closed input makes sure of it.
            process.StandardInput.Close();
            var output = BoundedText.ReadAsync(process.StandardOutput, ended.Token);
            var error = BoundedText.ReadAsync(process.StandardError, ended.Token);
            await await Task.WhenAny(output, error);
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(ended.Token);
            return new CommandOutcome.Exited(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CommandOutcome.TimedOut($"gluster gave no answer within {limit.TotalSeconds:0.#} s and was killed.");
        }
        catch (InvalidDataException tooLong)
        {
            return new CommandOutcome.TimedOut($"gluster was killed: {tooLong.Message}");
        }
        finally
        {
            Kill(process);
        }
    }

    // What glusterd has begun goes on without its CLI.
    private static void Kill(Process process)
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
