using GlusterEngine.Vds.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>The one connection to a host, made when it is needed and made again when it broke, with a pause after failures.</summary>
internal sealed class VdsmLink(VdsmEndpoint endpoint, IVdsmDialer dialer, IOptions<VdsmOptions> options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closed = new();
    private VdsmConnection? connection;
    private Task<VdsmConnection?>? opening;
    private int failures;
    private long failedAt;
    private TimeSpan pause;
    private ConnectionFailure? lastFailure;

    /// <summary>Opens the connection, unless it is open. Null when it is open now; else why not.</summary>
    public async Task<ConnectionFailure?> OpenAsync(CancellationToken cancellationToken) =>
        // A second longer than an opening takes at most, so that it can say why.
        await GetAsync(TimeSpan.FromSeconds(options.Value.ConnectSeconds + 1), cancellationToken) is null ? WhyNot() : null;

    /// <summary>Makes one call; see <see cref="VdsmConnection.CallAsync"/>.</summary>
    public async Task<VdsmAnswer> CallAsync(VdsmRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        VdsmAnswer answer = new VdsmAnswer.NotSent("");

        // A connection may end between the moment it is found open and the call; what provably was not sent may go over the next one.
        for (var tries = 0; tries < 2; tries++)
        {
            var left = timeout - time.GetElapsedTime(started);
            if (await GetAsync(left, cancellationToken) is not { } open) return new VdsmAnswer.NotSent(WhyNot().Text);
            answer = await open.CallAsync(request, timeout - time.GetElapsedTime(started), cancellationToken);
            if (answer is not VdsmAnswer.NotSent || open.IsOpen) return answer;
        }

        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        Task<VdsmConnection?>? last;
        lock (gate) last = opening;
        if (last is not null) await last;
        if (connection is not null) await connection.DisposeAsync();
    }

    private ConnectionFailure WhyNot()
    {
        lock (gate)
        {
            if (closed.IsCancellationRequested) return new(ConnectionFailureCode.Unreachable, $"The engine closes the connection to VDSM at {endpoint}.");
            return lastFailure is null
                ? new(ConnectionFailureCode.TimedOut, $"The connection to VDSM at {endpoint} did not come about in time.")
                : lastFailure with { Text = $"VDSM at {endpoint} cannot be reached: {lastFailure.Text}." };
        }
    }

    /// <summary>The open connection; null when there is none, and none came about in time.</summary>
    private async Task<VdsmConnection?> GetAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<VdsmConnection?> next;
        lock (gate)
        {
            if (closed.IsCancellationRequested) return null;
            if (connection is { IsOpen: true }) return connection;
            if (connection is not null)
            {
                NoteEnd(connection);
                connection = null;
            }

            if (opening is null && failures > 0 && time.GetElapsedTime(failedAt) < pause) return null;
            next = opening ??= Task.Run(OpenAsync, CancellationToken.None);
        }

        try
        {
            return await next.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<VdsmConnection?> OpenAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.ConnectSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, closed.Token);
        try
        {
            var stream = await dialer.DialAsync(endpoint, either.Token);
            var opened = await VdsmConnection.OpenAsync(endpoint, stream, (options.Value, time, logger), either.Token);
            logger.Connected(endpoint);
            lock (gate) (connection, opening, lastFailure) = (opened, null, null);
            return opened;
        }
        catch (Exception failed)
        {
            // Whatever it is: an opening that stayed here with its exception would be handed to every later call.
            if (failed is not (VdsmConnectException or OperationCanceledException or IOException)) logger.ConnectBroke(failed, endpoint);
            lock (gate)
            {
                opening = null;
                var why = failed is OperationCanceledException
                    ? new ConnectionFailure(ConnectionFailureCode.TimedOut, $"it was not ready for calls within {options.Value.ConnectSeconds} s")
                    : new((failed as VdsmConnectException)?.Code ?? ConnectionFailureCode.Unreachable, failed.Message.TrimEnd('.'));
                NoteFailure(why);
                if (!closed.IsCancellationRequested) logger.ConnectFailed(endpoint, failures, why.Text, pause);
            }

            return null;
        }
    }

    /// <summary>A connection over which VDSM answered at least once may be made again at once; one that never served counts as a failure to connect.</summary>
    private void NoteEnd(VdsmConnection last)
    {
        if (last.HasServed) (failures, pause) = (0, TimeSpan.Zero);
        else NoteFailure(new(ConnectionFailureCode.Unreachable, "it closes connections before it answers"));
    }

    private void NoteFailure(ConnectionFailure why)
    {
        lastFailure = why;
        failures++;
        failedAt = time.GetTimestamp();
        pause = Backoff.After(failures, TimeSpan.FromSeconds(options.Value.ReconnectMaxSeconds), Random.Shared.NextDouble());
    }
}
