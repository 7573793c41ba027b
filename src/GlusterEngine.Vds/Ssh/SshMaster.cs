using System.Diagnostics;
using System.Threading.Channels;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.Ssh;

/// <summary>
/// The client that holds the connection which the sessions to a host share. Its own session lets the guard send back what is sent to it: that is how the
/// connection is known to live, and what ends it when this process does.
/// </summary>
internal sealed class SshMaster : IDisposable
{
    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _pings = new(1);
    private readonly CancellationTokenSource _listening;
    private readonly Task<string> _error;
    // What nobody waits for any more makes room.
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock _counting = new();
    private volatile bool _isOpen = true;
    private int _sessions;
    private bool _isRetired;

    private SshMaster(Process process, string socket, TimeProvider time)
    {
        _process = process;
        _time = time;
        Socket = socket;
        _listening = new(Timeout.InfiniteTimeSpan, time);
        _error = BoundedText.ReadLastWordsAsync(process.StandardError, _listening.Token);
        _ = PumpAsync();
    }

    /// <summary>Where sessions join.</summary>
    public string Socket { get; }

    /// <summary>Whether the connection was not seen to end.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Whether sessions can join: what cleans folders of passing files takes sockets along that are some days old.</summary>
    public bool CanBeJoined => IsOpen && File.Exists(Socket);

    /// <summary>Opens a connection.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="options">Programs and times.</param>
    /// <param name="files">The socket to make, the file of known hosts, and the engine's key.</param>
    /// <param name="time">The clock of the deadline.</param>
    public static async Task<(SshMaster? Master, ConnectionFailure? Failure)> OpenAsync(
        SshTarget target, SshOptions options, (string Socket, string KnownHosts, string Identity) files, TimeProvider time)
    {
        var (master, failure) = await OpenAsync(target, options, files, isKeyAlone: false, time);
        // The client offers all keys of an agent before the engine's, and a host hears six.
        return failure is { Code: ConnectionFailureCode.AuthenticationFailed } && SshFailure.IsOfTooManyKeys(failure.Text)
            ? await OpenAsync(target, options, files, isKeyAlone: true, time)
            : (master, failure);
    }

    private static async Task<(SshMaster? Master, ConnectionFailure? Failure)> OpenAsync(
        SshTarget target, SshOptions options, (string Socket, string KnownHosts, string Identity) files, bool isKeyAlone, TimeProvider time)
    {
        var (process, problem) = ChildProcess.Start(options.Program, SshArguments.Master(options, target, files, isKeyAlone));
        if (process is null) return (null, new(ConnectionFailureCode.NoClient, $"{problem} Install the OpenSSH client."));
        var master = new SshMaster(process, files.Socket, time);
        var limit = TimeSpan.FromSeconds(options.ConnectSeconds);
        var answer = await master.SendAsync(SshRequest.Hold.ToText(), static _ => true, limit);
        if (answer == GuardAnswer.Ready) return (master, null);
        var failure = answer is not null && GuardAnswer.WhyRefused(answer) is { } refusal ? new(ConnectionFailureCode.Refused, $"{target.Uri}: {refusal}")
            : answer is not null ? new(ConnectionFailureCode.GuardMissing, $"{target.Uri} does not answer as {options.GuardProgram} does but with '{SshFailure.Short(answer)}'; its shell may not print anything at log-in.")
            : master.IsOpen ? new(ConnectionFailureCode.TimedOut, $"{target.Uri} did not answer within {options.ConnectSeconds} s.")
            : SshFailure.Read(target, options.GuardProgram, await master.ReadErrorAsync(limit));
        master.Dispose();
        return (null, failure);
    }

    /// <summary>How long a line takes there and back; null when it does not come back in time.</summary>
    public async Task<TimeSpan?> PingAsync(TimeSpan limit)
    {
        var word = $"{Guid.NewGuid():N}";
        var started = _time.GetTimestamp();
        return await SendAsync(word + "\n", line => line == word, limit) is null ? null : _time.GetElapsedTime(started);
    }

    /// <summary>A session begins on the connection.</summary>
    public void Enter()
    {
        lock (_counting) _sessions++;
    }

    /// <summary>It is over.</summary>
    public void Leave()
    {
        lock (_counting)
        {
            if (--_sessions > 0 || !_isRetired) return;
        }

        Dispose();
    }

    /// <summary>Ends the connection as soon as all sessions on it are over.</summary>
    public void Retire()
    {
        lock (_counting)
        {
            _isRetired = true;
            if (_sessions > 0) return;
        }

        Dispose();
    }

    /// <summary>Ends the connection and all sessions on it.</summary>
    public void Dispose()
    {
        _isOpen = false;
        _listening.Cancel();
        ChildProcess.Kill(_process);
        _process.Dispose();
        // A client that is killed leaves it. The folder may be gone, at the engine's end.
        if (File.Exists(Socket)) File.Delete(Socket);
    }

    /// <summary>Sends text and waits for a line; null when the connection ended or the time was up.</summary>
    private async Task<string?> SendAsync(string text, Func<string, bool> isWanted, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        try
        {
            await _pings.WaitAsync(deadline.Token);
            try
            {
                await _process.StandardInput.WriteAsync(text.AsMemory(), deadline.Token);
                await _process.StandardInput.FlushAsync(deadline.Token);
                while (true)
                {
                    if (await _lines.Reader.ReadAsync(deadline.Token) is var line && isWanted(line)) return line;
                }
            }
            finally
            {
                _pings.Release();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (await BoundedText.ReadLineAsync(_process.StandardOutput, CancellationToken.None) is { } line) _lines.Writer.TryWrite(line);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // As at the end of the output: the connection is gone.
        }

        _isOpen = false;
        _lines.Writer.TryComplete();
    }

    /// <summary>What the client said before it ended. A child of it, such as a ProxyCommand, may hold that output open for longer.</summary>
    private Task<string> ReadErrorAsync(TimeSpan limit)
    {
        _listening.CancelAfter(limit);
        return _error;
    }
}
