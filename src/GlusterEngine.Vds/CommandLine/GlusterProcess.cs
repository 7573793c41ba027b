using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>The <c>cli</c> transport: the gluster program of this machine, one process per command line.</summary>
/// <param name="options">Which program, and when it is killed.</param>
/// <param name="time">The clock of the deadline.</param>
public sealed class GlusterProcess(IOptions<VdsOptions> options, TimeProvider time) : IGlusterCommandLine
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string FencedScript = ReadScript("fenced.sh");

    /// <inheritdoc/>
    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(host, options.Value.GlusterProgram, [.. Common(host), Timeout(timeout), .. arguments], timeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        string[] script =
        [
            "-c", FencedScript, "fenced.sh", string.Join(',', fence.Expected), Text(fence.Next), Text(limits.Question.TotalSeconds), fence.Volume,
            options.Value.GlusterProgram, .. Common(host), "--", Timeout(limits.Command), .. arguments,
        ];
        // The volume is looked at, its generation set, and where that is refused the volume is looked at once more.
        return FencedOutcome.Read(await RunAsync(host, "bash", script, limits.Command + (3 * limits.Question), cancellationToken));
    }

    private async Task<CommandOutcome> RunAsync(VdsHost host, string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The CLI says "Connection failed" both when it never reached glusterd and when it lost it half-way. A socket on which nobody
        // listens is told apart beforehand, so that a change which provably never began may be asked of another host.
        if (host.GlusterdSocket is { } socket && GlusterdSocket.WhyDeaf(socket) is { } why)
        {
            return new CommandOutcome.NotStarted($"glusterd of {host.Name} cannot be reached on {socket}: {why}");
        }

        using var process = new Process { StartInfo = StartOf(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            return new CommandOutcome.NotStarted($"{program} cannot be started: {missing.Message}");
        }

        return await WaitAsync(process, timeout + TimeSpan.FromSeconds(options.Value.KillAfterSeconds), cancellationToken);
    }

    private static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Utf8,
        StandardErrorEncoding = Utf8,
        Environment = { ["LC_ALL"] = "C" },
    };

    private static string[] Common(VdsHost host) =>
        host.GlusterdSocket is null ? ["--mode=script", "--xml"] : ["--mode=script", "--xml", $"--glusterd-sock={host.GlusterdSocket}"];

    private static string Timeout(TimeSpan timeout) => $"--timeout={Text(timeout.TotalSeconds)}";

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static string ReadScript(string name)
    {
        using var reader = new StreamReader(typeof(GlusterProcess).Assembly.GetManifestResourceStream(name)!, Utf8);
        return reader.ReadToEnd();
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
