using Microsoft.Extensions.Logging;
using Npgsql;

namespace GlusterEngine.Data.Migrations;

/// <summary>
/// Brings a database to this engine's schema: migrations forward only, in order, each in its own transaction; then the functions
/// whose text changed, unless a newer engine put them there. An advisory lock lets one engine work at a script while others wait.
/// </summary>
public sealed class DatabaseMigrator(NpgsqlDataSource dataSource, ILogger<DatabaseMigrator> logger)
{
    // Any number that nothing else in the database uses.
    private const long LockKey = 0x476C_7573_7465_7245;

    // Seconds: a script may rewrite a large table, and another engine may be at it before this one.
    private const int Deadline = 600;

    /// <summary>
    /// Of the functions of this engine. Grows with a release that changes the text of any, so that an older engine which starts beside a newer one leaves
    /// the newer text; a test compares with the last release.
    /// </summary>
    public const int FunctionsRevision = 1;

    /// <exception cref="DatabaseSchemaException">The database was changed by something else than this engine's scripts.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using (var transaction = await BeginAsync(connection, cancellationToken))
        {
            await ExecuteAsync(connection, "create table if not exists schema_script (folder varchar(32) not null, name varchar(255) not null, "
                + "checksum char(64) not null, applied_at timestamptz not null default now(), primary key (folder, name))", cancellationToken);
            await ExecuteAsync(connection, "alter table schema_script add column if not exists revision integer not null default 0", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await ApplyMigrationsAsync(connection, cancellationToken);
        await ApplyFunctionsAsync(connection, cancellationToken);
    }

    private async Task ApplyMigrationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var scripts = DatabaseScript.InFolder("migrations");
        var applied = await AppliedAsync(connection, "migrations", cancellationToken);
        DatabaseSchemaException.ThrowIfForeign(scripts, applied);
        foreach (var script in scripts.Where(script => !applied.ContainsKey(script.Name))) await ApplyAsync(connection, "migrations", script, cancellationToken);
    }

    private async Task ApplyFunctionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, "functions", cancellationToken);
        foreach (var script in DatabaseScript.InFolder("functions"))
        {
            switch (applied.GetValueOrDefault(script.Name))
            {
                case var known when known?.Checksum == script.Checksum:
                    break;
                case { Revision: > FunctionsRevision } newer:
                    Log.NewerFunction(logger, script.Name, newer.Revision, FunctionsRevision);
                    break;
                default:
                    await ApplyAsync(connection, "functions", script, cancellationToken);
                    break;
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, string folder, DatabaseScript script, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(connection, cancellationToken);
        // Another engine may have done it while this one waited, or a newer one more.
        var known = (await AppliedAsync(connection, folder, cancellationToken)).GetValueOrDefault(script.Name);
        if (known is not null && (known.Checksum == script.Checksum || known.Revision > FunctionsRevision)) return;
        await ExecuteAsync(connection, folder == "functions" ? DropOf(script) + script.Text : script.Text, cancellationToken);
        await ExecuteAsync(connection, "insert into schema_script (folder, name, checksum, revision) values ($1, $2, $3, $4) on conflict (folder, name) "
            + "do update set checksum = excluded.checksum, revision = excluded.revision, applied_at = now()", cancellationToken, folder, script.Name, script.Checksum, FunctionsRevision);
        await transaction.CommitAsync(cancellationToken);
        Log.ScriptApplied(logger, folder, script.Name);
    }

    /// <summary>"create or replace" cannot change a result type, so the function of the file's name goes first.</summary>
    private static string DropOf(DatabaseScript script) =>
        $"do $$ declare f regprocedure; begin for f in select oid::regprocedure from pg_proc where proname = '{script.Name.ToLowerInvariant()}' "
        + "and pronamespace = current_schema()::regnamespace loop execute 'drop function ' || f; end loop; end $$;";

    /// <summary>A transaction that only one engine has at a time; the lock ends with it, however it ends.</summary>
    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "select pg_advisory_xact_lock($1)", cancellationToken, LockKey);
        return transaction;
    }

    private static async Task<Dictionary<string, AppliedScript>> AppliedAsync(NpgsqlConnection connection, string folder, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, AppliedScript>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum, revision from schema_script where folder = $1", connection) { CommandTimeout = Deadline };
        command.Parameters.Add(new() { Value = folder });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) applied.Add(reader.GetString(0), new(reader.GetString(1), reader.GetInt32(2)));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Deadline };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
