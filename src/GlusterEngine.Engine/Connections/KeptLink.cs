using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Engine.Connections;

/// <summary>One link that is kept alive: opened, asked for signs of life, and opened again with growing pauses when it broke.</summary>
internal sealed class KeptLink : IAsyncDisposable
{
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(10);

    private readonly IHostConnector _connector;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private volatile ConnectionState _state;

    /// <param name="host">Whose link.</param>
    /// <param name="connector">Its transport.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="changed">Called after each look.</param>
    public KeptLink(VdsHost host, IHostConnector connector, TimeProvider time, Action changed)
    {
        (Host, _connector, _time, _changed) = (host, connector, time, changed);
        _state = new(connector.UriOf(host), IsConnected: false, time.GetUtcNow(), RoundTrip: null, LastError: null, LastErrorTime: null);
        _loop = Task.Run(KeepAsync);
    }

    public VdsHost Host { get; }

    public ConnectionState State => _state;

    /// <summary>What ended the keeping although nobody asked for it; null while it goes on.</summary>
    public Exception? Fault => _loop.Exception;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connector.CloseAsync(Host);
        _stopping.Dispose();
    }

    private async Task KeepAsync()
    {
        for (var failures = 0; ;)
        {
            var (roundTrip, failure) = await LookAsync();
            _state = _state.After(failure, roundTrip, _time.GetUtcNow());
            _changed();
            failures = failure is null ? 0 : failures + 1;
            await Task.Delay(failures == 0 ? BetweenSigns : ReconnectPause.After(failures, Random.Shared.NextDouble()), _time, _stopping.Token);
        }
    }

    private async Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> LookAsync()
    {
        try
        {
            return await _connector.OpenAsync(Host, _stopping.Token) is { } failure ? (null, failure) : await _connector.PingAsync(Host, _stopping.Token);
        }
        catch (IOException exception)
        {
            // A full disk of this machine, for instance.
            return (null, new(ConnectionFailureCode.NoClient, exception.Message));
        }
    }
}
