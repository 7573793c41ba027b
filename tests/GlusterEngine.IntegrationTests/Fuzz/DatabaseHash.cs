using Npgsql;

namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>What is in a database, table by table. Left out is what an engine at rest writes: its sign of life, the scheduler's tables, and when a token was last used.</summary>
internal static class DatabaseHash
{
    private static readonly string[] WrittenAtRest = ["engine_instance", "cluster_poll"];

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var command = new NpgsqlCommand("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables.Where(static table => !table.StartsWith("qrtz_", StringComparison.Ordinal) && !WrittenAtRest.Contains(table, StringComparer.Ordinal)))
        {
            var row = table == "access_token" ? "count(*)::text" : "count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')";
            await using var command = new NpgsqlCommand($"select {row} from \"{table}\" t", connection);
            hashes[table] = (string)(await command.ExecuteScalarAsync())!;
        }

        return hashes;
    }

    /// <summary>Nothing of the schedules comes up any more.</summary>
    public static async Task PauseSchedulesAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("update qrtz_triggers set trigger_state = 'PAUSED'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
