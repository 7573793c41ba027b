using Npgsql;

namespace GlusterEngine.Data;

/// <summary>Calls of SQL functions that go to the database together, in this order and in the context's transaction: one round trip for all of them.</summary>
public sealed class DatabaseBatch
{
    private readonly List<NpgsqlBatchCommand> calls = [];

    /// <summary>Makes the calls; without any it asks nothing.</summary>
    /// <param name="db">Whose connection is used.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ExecuteAsync(EngineDb db, CancellationToken cancellationToken)
    {
        if (calls.Count == 0) return;
        await using var session = await DatabaseCall.SessionAsync(db, cancellationToken);
        await using var batch = new NpgsqlBatch(session.Connection);
        foreach (var call in calls) batch.BatchCommands.Add(call);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds one.</summary>
    /// <param name="sql">The select, with <c>$1</c> and so on for the values.</param>
    /// <param name="values">The values.</param>
    internal DatabaseBatch Add(string sql, params IEnumerable<NpgsqlParameter> values)
    {
        var call = new NpgsqlBatchCommand(sql);
        foreach (var value in values) call.Parameters.Add(value);
        calls.Add(call);
        return this;
    }
}
