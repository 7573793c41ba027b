using Npgsql;

namespace GlusterEngine.Data.Locks;

/// <summary>Writes an engine's signs of life over a connection that nothing else uses.</summary>
/// <param name="dataSource">A pool of one connection; owned.</param>
public sealed class EngineBeats(NpgsqlDataSource dataSource) : IAsyncDisposable
{
    /// <summary>How long one sign may take: less than an engine may be silent.</summary>
    internal const int DeadlineSeconds = 4;

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

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();

    private async Task ExecuteAsync(string sql, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
