using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GlusterEngine.Data;

/// <summary>Calls of SQL functions that every task makes, in the context's transaction where it has one, without EF Core's translation, which takes longer than the call.</summary>
internal static class DatabaseCall
{
    /// <summary>The first column of the rows.</summary>
    /// <param name="db">Whose connection is used.</param>
    /// <param name="sql">The select, with <c>$1</c> and so on for the values.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<IReadOnlyList<T?>> ReadAsync<T>(this EngineDb db, string sql, IReadOnlyList<NpgsqlParameter> values, CancellationToken cancellationToken)
    {
        await using var session = await SessionAsync(db, cancellationToken);
        await using var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values) command.Parameters.Add(value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T?>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.IsDBNull(0) ? default : reader.GetFieldValue<T>(0));
        return rows;
    }

    /// <summary>The context's connection, open until the session is disposed of, and longer where a transaction keeps it.</summary>
    public static async Task<Session> SessionAsync(EngineDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new(db);
    }

    /// <summary>A value as a parameter.</summary>
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>A number as a parameter, or none.</summary>
    public static NpgsqlParameter Of(long? value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value ?? (object)DBNull.Value };

    /// <param name="db">Whose connection it is.</param>
    internal readonly struct Session(EngineDb db) : IAsyncDisposable
    {
        public NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

        public ValueTask DisposeAsync() => new(db.Database.CloseConnectionAsync());
    }
}
