namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>The texts of PostgreSQL's three settings files, written anew at every start.</summary>
internal static class PostgresSettings
{
    private const string Heading = "# Written by GlusterEngine at every start. Change Database:Settings of the engine instead.\n";

    public static string Server(EmbeddedPostgresOptions options, PostgresFolders folders, string seenRoot)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = $"\"{folders.Socket.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            ["unix_socket_permissions"] = "0700",
            ["hba_file"] = Path.Combine(seenRoot, "settings", "pg_hba.conf"),
            ["ident_file"] = Path.Combine(seenRoot, "settings", "pg_ident.conf"),
            ["max_connections"] = $"{options.MaxConnections}",
            ["shared_buffers"] = $"{options.SharedBuffersMegabytes}MB",
            ["maintenance_work_mem"] = "32MB",
            ["max_wal_size"] = "256MB",
            // Nobody replicates from this server; without replication there is less to write.
            ["wal_level"] = "minimal",
            ["max_wal_senders"] = "0",
            // The engine's queries are short: more processes or compiled plans would cost more than they save.
            ["max_parallel_workers_per_gather"] = "0",
            ["jit"] = "off",
            // The database is small enough to be in memory, where a page anywhere is as near as the next one.
            ["random_page_cost"] = "1.1",
            // One file per day of the week, overwritten after a week.
            ["logging_collector"] = "on",
            ["log_directory"] = Path.Combine(seenRoot, "log"),
            ["log_filename"] = "postgres-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_size"] = "0",
            ["log_line_prefix"] = "%m [%p] ",
            ["log_timezone"] = "UTC",
            ["timezone"] = "UTC",
            ["log_parameter_max_length"] = "0",
        };
        if (!options.Durable)
        {
            settings["fsync"] = settings["full_page_writes"] = "off";
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        // What initdb found out about this machine, such as the kind of shared memory that works, lies there.
        var found = $"include {Quoted(Path.Combine(seenRoot, "cluster", "postgresql.conf"))}\n";
        return Heading + found + string.Concat(settings.Select(setting => $"{setting.Key} = {Quoted(setting.Value)}\n"));
    }

    /// <summary>Who may connect: over the unix socket only, and only callers whom the kernel names and the map knows.</summary>
    public static string HostAccess() => Heading + "local all all peer map=engine\n";

    /// <summary>The engine's own user, and the account of the server, whose files these are anyway.</summary>
    public static string IdentityMap(PostgresAccount account) => Heading + string.Concat(
        from user in new[] { Environment.UserName, account.Name }.Distinct(StringComparer.Ordinal)
        from role in new[] { PostgresConnection.Superuser, PostgresConnection.Role }
        select $"engine \"{user}\" {role}\n");

    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
