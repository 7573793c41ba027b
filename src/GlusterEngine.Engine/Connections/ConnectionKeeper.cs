using System.Collections.Concurrent;
using GlusterEngine.Data;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Ssh;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Connections;

/// <summary>
/// Keeps the connections that the database says are wanted, each engine its own: one link per address, however many connection ids want it, from before the
/// first until after the last. Hosts in maintenance have none. Links that verbs opened and nobody wants are closed after their last use. A database that does not answer changes nothing.
/// </summary>
public sealed class ConnectionKeeper(
    IDbContextFactory<EngineDb> databases, IReadOnlyDictionary<HostTransport, IHostConnector> connectors, HostUses uses, TimeProvider time, ILogger<ConnectionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);

    // Longer than a command pauses between its verbs, and than a new host takes to be read from the database.
    private static readonly TimeSpan UnwantedIdle = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, KeptLink> _links = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private volatile IReadOnlyDictionary<Guid, string> _uris = new Dictionary<Guid, string>();
    private volatile TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that what is wanted has changed. Returns at once.</summary>
    public void LookSoon()
    {
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was said already, and nobody has looked since.
        }
    }

    /// <summary>How a connection is; null when this engine does not keep it: it is not registered, its host is in maintenance, or its transport has no link.</summary>
    public ConnectionState? Find(Guid cid) => _uris.TryGetValue(cid, out var uri) && _links.TryGetValue(uri, out var link) ? link.State : null;

    /// <summary>Waits until a connection lives, or the time is up; how it is then.</summary>
    public async Task<ConnectionState?> WaitAsync(Guid cid, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (true)
        {
            var change = _change.Task;
            if (Find(cid) is { IsConnected: true } state) return state;
            await change.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested) return Find(cid);
        }
    }

    /// <summary>Ends all connections.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var uri in _links.Keys) await CloseAsync(uri);
    }

    public override void Dispose()
    {
        base.Dispose();
        _wanted.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await _wanted.WaitAsync(BetweenLooks, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wanted = await ReadAsync(cancellationToken);
            var hosts = wanted.GroupBy(static one => one.Uri, StringComparer.Ordinal).ToDictionary(static ones => ones.Key, static ones => ones.First().Host, StringComparer.Ordinal);
            foreach (var (uri, link) in _links)
            {
                if (link.Fault is { } fault) Log.LinkFailed(logger, fault, uri);
                // A key that was accepted, for instance, makes it another link. One that nobody wants any more carries what is under way to its end.
                if (link.Fault is not null || (hosts.TryGetValue(uri, out var host) ? host.Ssh != link.Host.Ssh : !uses.IsUnderWay(used => UriOf(used) == uri))) await CloseAsync(uri);
            }

            foreach (var (uri, host) in hosts) _links.GetOrAdd(uri, _ => new(host, connectors[host.Transport], time, Changed));
            _uris = wanted.ToDictionary(static one => one.Cid, static one => one.Uri);
            Changed();
            foreach (var host in uses.TakeIdle(UnwantedIdle)) await CloseUnwantedAsync(host, hosts);
        }
        // Whatever it is, a session that was cut while Npgsql read shows itself in several ways: nobody else would keep the connections.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRead(logger, exception);
        }
    }

    private async Task<IReadOnlyList<(Guid Cid, string Uri, VdsHost Host)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from connection in db.HostConnections.AsNoTracking()
                          join host in db.Hosts.AsNoTracking() on connection.HostId equals host.Id
                          where host.Status != HostStatus.Maintenance
                          orderby host.Id
                          select new { connection.Cid, Host = host }).ToListAsync(cancellationToken);
        return [.. from row in rows
                   where connectors.ContainsKey(row.Host.Transport)
                   let host = VdsHost.Of(row.Host)
                   select (row.Cid, connectors[host.Transport].UriOf(host), host)];
    }

    /// <summary>Closes what a verb opened to a host whose addition was refused, or that left while the verb was on its way.</summary>
    private async Task CloseUnwantedAsync(VdsHost host, Dictionary<string, VdsHost> wanted)
    {
        if (!connectors.TryGetValue(host.Transport, out var connector)) return;
        if (!wanted.TryGetValue(connector.UriOf(host), out var kept) || kept.Ssh != host.Ssh) await connector.CloseAsync(host);
    }

    /// <summary>Where the link of a host leads, kept or not; null when its transport has none.</summary>
    public string? UriOf(Host host) =>
        UriOf(new VdsHost(host.Id, host.ClusterId, host.Name, host.Address, host.Transport, host.GlusterdSocket) { Ssh = SshTarget.Of(host) });

    private string? UriOf(VdsHost host) => connectors.TryGetValue(host.Transport, out var connector) ? connector.UriOf(host) : null;

    private async Task CloseAsync(string uri)
    {
        if (_links.TryRemove(uri, out var link)) await link.DisposeAsync();
    }

    private void Changed()
    {
        var before = Interlocked.Exchange(ref _change!, new(TaskCreationOptions.RunContinuationsAsynchronously));
        before.TrySetResult();
    }
}
