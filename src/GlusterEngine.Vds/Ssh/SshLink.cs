using System.Diagnostics;
using System.Globalization;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The one connection to a host, and the requests over it.</summary>
/// <param name="target">Where to.</param>
/// <param name="options">Programs and times.</param>
/// <param name="key">The engine's key.</param>
/// <param name="ensureFolder">Folder for sockets, readable by the engine's account only.</param>
/// <param name="time">The clock of deadlines.</param>
internal sealed class SshLink(SshTarget target, SshOptions options, EngineKey key, Func<string> ensureFolder, TimeProvider time) : IDisposable
{
    // Codes of timeout(1): its own failure, a program that may not be run, and one that is not there.
    private static readonly int[] NotRun = [125, 126, 127];
    // It had to end the program, or to kill it.
    private static readonly int[] CutOff = [124, 137];
    // From the kill on the host until its word about that has come.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(7);

    // With the time of two connections less than the 120 s between ChangeRule.LastSaid and Latest, by when what was not said is not said at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static int sockets;

    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _sessions = new(options.SessionsPerHost);
    // All that were opened, as far as they are not known to have ended.
    private readonly List<SshMaster> _masters = [];
    private SshMaster? _master;
    private bool _isClosed;
    private Task<ConnectionFailure?> _opening = Task.FromResult<ConnectionFailure?>(null);

    private TimeSpan ConnectLimit => TimeSpan.FromSeconds(options.ConnectSeconds);

    /// <summary>Opens the connection, unless it is open; who comes while it is being opened waits for the same attempt. Null when it is open, else why not.</summary>
    public Task<ConnectionFailure?> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_master is { CanBeJoined: true }) return Task.FromResult<ConnectionFailure?>(null);
            if (_opening.IsCompleted) _opening = ConnectAsync();
            return _opening.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Round-trip time over the open connection, which is not opened for that.</summary>
    public async Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> PingAsync()
    {
        if (_master is not { IsOpen: true } master) return (null, new(ConnectionFailureCode.Unreachable, $"The connection to {target.Uri} broke."));
        if (await master.PingAsync(ConnectLimit) is { } took) return (took, null);
        ConnectionFailure failure = master.IsOpen
            ? new(ConnectionFailureCode.TimedOut, $"{target.Uri} gave no sign of life within {options.ConnectSeconds} s.")
            : new(ConnectionFailureCode.Unreachable, $"The connection to {target.Uri} broke.");
        // Who comes next opens another. What is under way over this one ends without its last word, so that its outcome is unknown.
        master.Dispose();
        return (null, failure);
    }

    /// <summary>Lets the guard do something. No change has begun before it said that it is ready and was told to go.</summary>
    public async Task<CommandOutcome> RunAsync(SshRequest request, CancellationToken cancellationToken)
    {
        if (request.Problem is { } problem) return new CommandOutcome.NotStarted(problem);
        if (await OpenAsync(cancellationToken) is { } failure) return NotStarted(failure);
        // Longer than what is under way takes but for the slowest changes: a host that is only busy must not look like one that is away. But what was asked is not
        // said any more when nobody expects it.
        if (!await _sessions.WaitAsync(Patience, cancellationToken))
            return new CommandOutcome.NotStarted($"All {options.SessionsPerHost} sessions to {target.Uri} were in use for {Patience.TotalSeconds:0} s; Ssh:SessionsPerHost allows more.");
        try
        {
            // Meanwhile it may have been lost, and what is open now be retired before it is joined.
            SshMaster? joined = null;
            for (var attempt = 0; attempt < 2 && joined is null; attempt++)
            {
                if (await OpenAsync(cancellationToken) is { } lost) return NotStarted(lost);
                joined = Join();
            }

            if (joined is not { } master) return new CommandOutcome.NotStarted($"The connection to {target.Uri} was closed.");
            try
            {
                return await RunAsync(request, master, cancellationToken);
            }
            finally
            {
                master.Leave();
            }
        }
        finally
        {
            _sessions.Release();
        }
    }

    /// <summary>Ends the connection and what runs over it.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _isClosed = true;
            _masters.ForEach(static master => master.Dispose());
            _masters.Clear();
            _master = null;
        }
    }

    private static CommandOutcome.NotStarted NotStarted(ConnectionFailure failure) =>
        new(failure.Text) { IsUntrusted = failure.Code == ConnectionFailureCode.HostKeyChanged };

    private SshMaster? Join()
    {
        lock (_turn)
        {
            _master?.Enter();
            return _master;
        }
    }

    /// <summary>
    /// Lets the next command open another connection, since a session of this one does not come back (whatever it left behind holds it open, or a disk that hangs):
    /// the host counts it, and refuses all of them when there are too many.
    /// </summary>
    private void Retire(SshMaster master)
    {
        lock (_turn)
        {
            if (_master == master) _master = null;
        }

        master.Retire();
    }

    private async Task<ConnectionFailure?> ConnectAsync()
    {
        try
        {
            return await OpenMasterAsync();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new(ConnectionFailureCode.NoClient, $"The engine cannot keep what its ssh client needs: {unwritable.Message}");
        }
    }

    private async Task<ConnectionFailure?> OpenMasterAsync()
    {
        if (target.HostKey is not { } hostKey)
            return new(ConnectionFailureCode.HostKeyUnknown, $"{target.Uri} has not shown its key yet, so the engine does not log in there.");
        if (await key.EnsureAsync(CancellationToken.None) is { } keyless) return new(ConnectionFailureCode.NoClient, keyless);
        var socket = Path.Combine(ensureFolder(), Interlocked.Increment(ref sockets).ToString(CultureInfo.InvariantCulture));
        var knownHosts = socket + ".hosts";
        await File.WriteAllTextAsync(knownHosts, SshArguments.KnownHostsLine(hostKey));
        var (master, failure) = await SshMaster.OpenAsync(target, options, (socket, knownHosts, key.PrivateFile), time);
        File.Delete(knownHosts);
        lock (_turn)
        {
            _master?.Retire();
            _master = master;
            _masters.RemoveAll(static master => !master.IsOpen);
            if (master is not null) _masters.Add(master);
            if (!_isClosed) return failure;
            _master?.Dispose();
            return new(ConnectionFailureCode.Unreachable, $"The connection to {target.Uri} was closed while it was opened.");
        }
    }

    private async Task<CommandOutcome> RunAsync(SshRequest request, SshMaster master, CancellationToken cancellationToken)
    {
        var (started, problem) = ChildProcess.Start(options.Program, SshArguments.Session(options, target, master.Socket));
        if (started is null) return new CommandOutcome.NotStarted($"{problem} Install the OpenSSH client.");
        using var process = started;
        try
        {
            var error = BoundedText.ReadLastWordsAsync(process.StandardError, cancellationToken);
            if (await BeginAsync(process, request, error, cancellationToken) is { } neverBegan) return neverBegan;
            return await EndAsync(process, (request, master), error, cancellationToken);
        }
        finally
        {
            ChildProcess.Kill(process);
        }
    }

    /// <summary>Sends the request and, unless it is a look, the word to go once the guard is ready. Null when it was sent; else why nothing has begun.</summary>
    private async Task<CommandOutcome.NotStarted?> BeginAsync(Process process, SshRequest request, Task<string> error, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ConnectLimit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(request.ToText().AsMemory(), ended.Token);
            await process.StandardInput.FlushAsync(ended.Token);
            var answer = await BoundedText.ReadLineAsync(process.StandardOutput, ended.Token);
            if (answer == GuardAnswer.Ready)
            {
                if (!request.IsLook) await process.StandardInput.WriteAsync(SshRequest.Go.AsMemory(), CancellationToken.None);
                process.StandardInput.Close();
                return null;
            }

            if (answer is not null) return new($"{target.Uri}: {GuardAnswer.WhyRefused(answer) ?? $"unexpected answer '{SshFailure.Short(answer)}'"}");
            return NotStarted(SshFailure.Read(target, options.GuardProgram, await error.WaitAsync(ended.Token)));
        }
        catch (IOException broken)
        {
            return new($"The connection to {target.Uri} broke before it was ready to begin: {broken.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new($"{target.Uri} was not ready to begin within {options.ConnectSeconds} s.");
        }
    }

    private async Task<CommandOutcome> EndAsync(Process process, (SshRequest Request, SshMaster Master) asked, Task<string> error, CancellationToken cancellationToken)
    {
        var (request, master) = asked;
        var (began, isBack) = (time.GetTimestamp(), false);
        using var deadline = new CancellationTokenSource(request.Kill + Grace, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var output = await BoundedText.ReadAsync(process.StandardOutput, ended.Token);
            isBack = true;
            return GuardAnswer.ReadEnd(output) is { } end
                ? Judge(end, await error.WaitAsync(ended.Token), (request.Kill, time.GetElapsedTime(began)))
                : new CommandOutcome.TimedOut($"The connection to {target.Uri} broke while gluster was at work.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CommandOutcome.TimedOut($"{target.Uri} gave no answer within {(request.Kill + Grace).TotalSeconds:0.#} s.");
        }
        catch (InvalidDataException tooLong)
        {
            return new CommandOutcome.TimedOut($"{target.Uri} was not listened to any longer: {tooLong.Message}");
        }
        finally
        {
            if (!isBack) Retire(master);
        }
    }

    private CommandOutcome Judge((string Output, int Code) end, string error, (TimeSpan Limit, TimeSpan Took) times)
    {
        if (CutOff.Contains(end.Code)) return new CommandOutcome.TimedOut($"{target.Uri} did not get done within {times.Limit.TotalSeconds:0.#} s, and what was at work there was killed.");
        return NotRun.Contains(end.Code) && end.Output.Length == 0
            ? new CommandOutcome.NotStarted($"gluster cannot be run on {target.Uri}: {error.Trim()}")
            : new CommandOutcome.Exited(end.Code, end.Output, error) { Took = times.Took };
    }
}
