using System.Data;
using Npgsql;

namespace GlusterEngine.Data.Locks;

/// <summary>Writes an engine's signs of life over a session that nothing else uses.</summary>
/// <param name="dataSource">Opens sessions, without a pool; owned.</param>
public sealed class EngineBeats(NpgsqlDataSource dataSource) : IAsyncDisposable
{
    /// <summary>How long one sign may take: less than an engine may be silent.</summary>
    internal const int DeadlineSeconds = 4;

    // A stop that does not wait for the last sign must neither write into the same session nor close it: Npgsql hangs on that.
    private readonly SemaphoreSlim turn = new(1);

    private bool isDisposed;

    private NpgsqlConnection? connection;

    /// <param name="engineId">The engine.</param>
    /// <param name="polls">Clusters whose tasks it has looked at since the last sign, with the database time of the look.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public Task BeatAsync(string engineId, IReadOnlyDictionary<Guid, DateTimeOffset> polls, CancellationToken cancellationToken) => ExecuteAsync(
        "select BeatEngine($1, $2::jsonb)",
        [engineId, DatabaseJson.Write(polls.Select(static poll => new { ClusterId = poll.Key, PolledAt = poll.Value }))],
        cancellationToken);

    /// <summary>The engine stops in good order: nobody has to wait until it counts as dead.</summary>
    public Task LeaveAsync(string engineId, CancellationToken cancellationToken) =>
        ExecuteAsync("delete from engine_instance where engine_id = $1", [engineId], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        isDisposed = true;
        await CloseAsync();
        await dataSource.DisposeAsync();
        turn.Release();
    }

    private async Task ExecuteAsync(string sql, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (connection is not { State: ConnectionState.Open })
            {
                await CloseAsync();
                connection = await dataSource.OpenConnectionAsync(cancellationToken);
            }

            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CloseAsync()
    {
        var closed = connection;
        connection = null;
        if (closed is not null) await closed.DisposeAsync();
    }
}
