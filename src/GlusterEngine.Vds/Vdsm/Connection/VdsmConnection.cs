using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using GlusterEngine.Vds.Vdsm.JsonRpc;
using GlusterEngine.Vds.Vdsm.Stomp;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>
/// One connection to a VDSM, from its opening to its end. Three loops: what goes out, what comes in, heart-beats. The first of them that fails ends the
/// connection and with it all calls: those that were sent have an unknown outcome, the others never began.
/// </summary>
internal sealed class VdsmConnection : IAsyncDisposable
{
    private const int BatchBytes = 64 * 1024;

    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(1);

    // A host in use is asked every few seconds; one that was removed or rests is not.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);

    private readonly VdsmEndpoint endpoint;
    private readonly Stream stream;
    private readonly StompSession session;
    private readonly VdsmOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SemaphoreSlim slots;
    private readonly Channel<CallInFlight> outgoing;
    private readonly ConcurrentDictionary<string, CallInFlight> inFlight = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource farewell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task loops;
    private volatile string? broken;
    private volatile StrayError? lastError;
    private long lastCall;

    private VdsmConnection(VdsmEndpoint endpoint, Stream stream, StompSession session, VdsmOptions options, TimeProvider time, ILogger logger)
    {
        (this.endpoint, this.stream, this.session, this.options, this.time, this.logger) = (endpoint, stream, session, options, time, logger);
        lastCall = time.GetTimestamp();
        slots = new(options.MaxCalls);

        // The caller's own thread does the sending where nobody else does at the moment, which saves a change of threads per call.
        outgoing = Channel.CreateBounded<CallInFlight>(new BoundedChannelOptions(options.MaxCalls + 1) { SingleReader = true, AllowSynchronousContinuations = true });
        loops = Task.WhenAll(Task.Run(SendAsync), Task.Run(ReceiveAsync), Task.Run(BeatAsync));
    }

    /// <summary>Whether calls can be made.</summary>
    public bool IsOpen => broken is null;

    /// <summary>Whether VDSM ever answered over it: a connection that never served is as good as none.</summary>
    public bool HasServed { get; private set; }

    /// <summary>Opens a connection over a stream that TLS has secured; the stream is the connection's from then on.</summary>
    /// <exception cref="VdsmConnectException">VDSM did not want to, or is no VDSM.</exception>
    public static async Task<VdsmConnection> OpenAsync(
        VdsmEndpoint endpoint, Stream stream, (VdsmOptions Options, TimeProvider Time, ILogger Logger) with, CancellationToken cancellationToken)
    {
        try
        {
            var limits = new StompLimits(StompLimits.DefaultHeadBytes, with.Options.MaxMessageMegabytes << 20);
            var opened = await StompSession.OpenAsync(stream, limits, TimeSpan.FromSeconds(with.Options.HeartbeatSeconds), with.Time, cancellationToken);
            return new(endpoint, stream, opened, with.Options, with.Time, with.Logger);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes one call and waits for its answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="timeout">How long to wait, for the turn and for the answer together.</param>
    /// <param name="cancellationToken">Ends the waiting; VDSM goes on with what it was sent.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<VdsmAnswer> CallAsync(VdsmRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!await TryTakeSlotAsync(timeout, cancellationToken))
            return new VdsmAnswer.NotSent($"VDSM at {endpoint} works on {options.MaxCalls} other calls of this engine and none ended within {timeout.TotalSeconds:0.#} s.");
        var id = Guid.NewGuid().ToString();
        var call = new CallInFlight(id, RequestFrame.Of(request, id, session.ReplyQueue));
        inFlight[id] = call;
        Interlocked.Exchange(ref lastCall, time.GetTimestamp());
        try
        {
            // A connection that ended before the line above does not know of the call. A full queue is one of calls that were given up, behind a write that waits.
            if (broken is not null || !outgoing.Writer.TryWrite(call)) return call.GiveUp(broken ?? $"VDSM at {endpoint} takes nothing in at the moment.");
            return await call.Answer.WaitAsync(Positive(timeout - time.GetElapsedTime(started)), time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return call.GiveUp($"VDSM at {endpoint} did not answer {request.Method} within {timeout.TotalSeconds:0.#} s{(lastError is { } error && error.Since(started) ? $"; meanwhile it sent the error '{error.Text}'" : "")}.");
        }
        catch (OperationCanceledException)
        {
            call.GiveUp("Nobody waits for it any more.");
            throw;
        }
        finally
        {
            inFlight.TryRemove(id, out _);
            slots.Release();
        }
    }

    /// <summary>Ends the connection in good order where VDSM still listens. Calls under way have an unknown outcome.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsOpen && outgoing.Writer.TryWrite(new CallInFlight("", StompSession.Goodbye())))
            await Task.WhenAny(farewell.Task, loops, Task.Delay(PatienceAtTheEnd, time));
        End("the engine closed it");
        await loops;
        ended.Dispose();
    }

    private async ValueTask<bool> TryTakeSlotAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (slots.Wait(0, cancellationToken)) return true;
        using var deadline = new CancellationTokenSource(Positive(timeout), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await slots.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    /// <summary>Ends the connection at once.</summary>
    private void End(string reason, bool isFailure = false)
    {
        lock (inFlight)
        {
            if (broken is not null) return;
            broken = $"The connection to VDSM at {endpoint} ended: {reason}.";
        }

        if (isFailure) logger.ConnectionLost(endpoint, reason);
        outgoing.Writer.TryComplete();
        foreach (var call in inFlight.Values) call.GiveUp(broken);
        ended.Cancel();
        stream.Dispose();
    }

    private async Task SendAsync()
    {
        var batch = new ArrayBufferWriter<byte>(BatchBytes);
        try
        {
            while (await outgoing.Reader.WaitToReadAsync(ended.Token))
            {
                batch.ResetWrittenCount();
                while (batch.WrittenCount < BatchBytes && outgoing.Reader.TryRead(out var call))
                {
                    if (call.TryTake()) batch.Write(call.Frame.Span);
                }

                if (batch.WrittenCount == 0) continue;
                var writing = stream.WriteAsync(batch.WrittenMemory, ended.Token);
                if (writing.IsCompletedSuccessfully) writing.GetAwaiter().GetResult();
                else await writing.AsTask().WaitAsync(TimeSpan.FromSeconds(options.ConnectSeconds), time, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The connection has ended.
        }
        catch (TimeoutException)
        {
            End($"it took in nothing for {options.ConnectSeconds} s", isFailure: true);
        }
        catch (Exception failed) when (failed is IOException or ObjectDisposedException)
        {
            End(failed.InnerException?.Message ?? failed.Message, isFailure: true);
        }
        finally
        {
            // Whatever ended the loop: nobody may wait for one that is gone.
            End("nothing is sent any more", isFailure: true);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await foreach (var frame in session.ReadAsync(time, ended.Token)) Take(frame);
            End("VDSM closed it", isFailure: true);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The connection has ended.
        }
        catch (Exception failed) when (failed is IOException or ObjectDisposedException or StompException)
        {
            End(failed.InnerException?.Message ?? failed.Message, isFailure: true);
        }
        finally
        {
            End("nothing is read any more", isFailure: true);
        }
    }

    private void Take(StompFrame frame)
    {
        switch (frame.Command)
        {
            case "MESSAGE":
                TakeMessage(frame);
                break;
            case "ERROR":
                // It names no call, and the connection goes on.
                Note(ErrorText.Of(frame));
                break;
            case "RECEIPT":
                farewell.TrySetResult();
                break;
            default:
                throw new StompException($"a frame {frame.Command} came, which no server sends here");
        }
    }

    private void TakeMessage(StompFrame frame)
    {
        try
        {
            var (id, answer) = JsonRpcReader.Read(frame.Body.Span) switch
            {
                JsonRpcReply.Result result => (result.Id, (VdsmAnswer)new VdsmAnswer.Result(result.Value)),
                JsonRpcReply.Error error => (error.Id, new VdsmAnswer.Failed(error.Failure)),
                _ => (null, null),
            };
            if (id is not null && inFlight.TryGetValue(id, out var call))
            {
                HasServed = true;
                call.Complete(answer!);
            }
            else if (id is null && answer is VdsmAnswer.Failed { Error: var error })
            {
                // What VDSM could not read it answers to everybody: perhaps it was ours.
                Note($"{error.Code}: {error.Message}");
            }
            else
            {
                logger.StrayMessage(endpoint, id is null ? "it has no id" : "nobody waits for its id any more");
            }
        }
        catch (FormatException unreadable)
        {
            // Whose answer it was cannot be told; that call ends at its deadline.
            logger.StrayMessage(endpoint, unreadable.Message);
        }
    }

    private void Note(string text)
    {
        lastError = new(text, time.GetTimestamp());
        logger.ErrorFrame(endpoint, text);
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(session.Heartbeats.Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                if (session.Heartbeats.Silence is { } silence && time.GetElapsedTime(session.LastReceived) > silence)
                    End($"it sent nothing for {time.GetElapsedTime(session.LastReceived).TotalSeconds:0} s, not even a heart-beat", isFailure: true);
                if (inFlight.IsEmpty && time.GetElapsedTime(Interlocked.Read(ref lastCall)) > LongestIdle) End("nobody used it");

                // A full queue has the writer at work, which is as good as a heart-beat.
                if (session.Heartbeats.Interval is not null) outgoing.Writer.TryWrite(new CallInFlight("", "\n"u8.ToArray()));
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    /// <summary>An error that names no call.</summary>
    private sealed record StrayError(string Text, long Time)
    {
        public bool Since(long timestamp) => Time >= timestamp;
    }
}
