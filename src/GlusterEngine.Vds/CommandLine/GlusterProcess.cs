using System.Diagnostics;
using System.Globalization;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>The <c>cli</c> transport: the gluster program of this machine, one process per command line.</summary>
/// <param name="options">Which program, and when it is killed.</param>
/// <param name="time">The clock of the deadline.</param>
public sealed class GlusterProcess(IOptions<VdsOptions> options, TimeProvider time) : IGlusterCommandLine
{
    /// <inheritdoc/>
    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(host, options.Value.GlusterProgram, [.. Common(host), Timeout(timeout), .. arguments], timeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        string[] script =
        [
            "-c", FencedSteps.Script, "fenced.sh", string.Join(',', fence.Expected), Text(fence.Next), Text(limits.Question.TotalSeconds), .. fence.Words,
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

        var (started, problem) = ChildProcess.Start(program, arguments);
        if (started is null) return new CommandOutcome.NotStarted(problem!);
        using var process = started;
        return await WaitAsync(process, timeout + TimeSpan.FromSeconds(options.Value.KillAfterSeconds), cancellationToken);
    }

    private static string[] Common(VdsHost host) =>
        host.GlusterdSocket is null ? ["--mode=script", "--xml"] : ["--mode=script", "--xml", $"--glusterd-sock={host.GlusterdSocket}"];

    private static string Timeout(TimeSpan timeout) => $"--timeout={Text(timeout.TotalSeconds)}";

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);

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
            // What glusterd has begun goes on without its CLI.
            ChildProcess.Kill(process);
        }
    }
}
