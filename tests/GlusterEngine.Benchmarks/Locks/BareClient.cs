using Npgsql;

namespace GlusterEngine.Benchmarks.Locks;

/// <summary>The bare insert and delete as this program's own client says them, prepared: what a client in .NET reaches at best on the cores it shares with PostgreSQL.</summary>
internal sealed class BareClient(NpgsqlDataSource dataSource)
{
    public async Task InsertAndDeleteAsync(long number, CancellationToken cancellationToken)
    {
        await ExecuteAsync("insert into bare values ($1, gen_random_uuid())", number, cancellationToken);
        await ExecuteAsync("delete from bare where volume_id = $1", number, cancellationToken);
    }

    private async Task ExecuteAsync(string sql, long number, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
