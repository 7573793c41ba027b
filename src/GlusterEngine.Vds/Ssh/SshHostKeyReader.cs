using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Asks hosts which key they show, without logging in.</summary>
public sealed class SshHostKeyReader
{
    private readonly SshLinks _links;
    private readonly IOptions<SshOptions> _options;
    private readonly TimeProvider _time;

    internal SshHostKeyReader(SshLinks links, IOptions<SshOptions> options, TimeProvider time) => (_links, _options, _time) = (links, options, time);

    /// <summary>The key that is shown at a target; null, and why, when there is none to be had.</summary>
    public async Task<(SshHostKey? Key, ConnectionFailure? Failure)> ReadAsync(SshTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(target, Path.Combine(_links.EnsureFolder(), $"{Guid.NewGuid():N}"), cancellationToken);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return (null, new(ConnectionFailureCode.NoClient, $"The engine cannot keep what its ssh client needs: {unwritable.Message}"));
        }
    }

    private async Task<(SshHostKey? Key, ConnectionFailure? Failure)> ReadAsync(SshTarget target, string knownHosts, CancellationToken cancellationToken)
    {
        var (started, problem) = ChildProcess.Start(_options.Value.Program, SshArguments.ReadKey(_options.Value, target, knownHosts));
        if (started is null) return (null, new(ConnectionFailureCode.NoClient, $"{problem} Install the OpenSSH client."));
        using var process = started;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(_options.Value.ConnectSeconds + 1), _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            var error = await BoundedText.ReadLastWordsAsync(process.StandardError, ended.Token);
            await process.WaitForExitAsync(ended.Token);
            return File.Exists(knownHosts) && Find(await File.ReadAllTextAsync(knownHosts, cancellationToken)) is { } key
                ? (key, null)
                : (null, SshFailure.Read(target, _options.Value.GuardProgram, error));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new(ConnectionFailureCode.TimedOut, $"{target.Uri} did not show its key within {_options.Value.ConnectSeconds} s."));
        }
        finally
        {
            ChildProcess.Kill(process);
            File.Delete(knownHosts);
        }
    }

    private static SshHostKey? Find(string knownHosts) => knownHosts.Split('\n')
        .Select(static line => line.Split(' ', 2))
        .Where(static words => words is [SshArguments.KeyAlias, _])
        .Select(static words => SshHostKey.TryParse(words[1], out var key) ? key : null)
        .FirstOrDefault(static key => key is not null);
}
