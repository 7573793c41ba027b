using Npgsql;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// How to reach the embedded PostgreSQL: over its unix socket only. The server asks the kernel who calls and lets in the engine's own
/// account only (<c>peer</c>), so there is no password to keep.
/// </summary>
internal static class PostgresConnection
{
    public const string Database = "glusterengine";
    public const string Role = "glusterengine";
    public const string Superuser = "postgres";

    /// <summary>For the engine, whose role owns its database and is no superuser.</summary>
    public static string Engine(EmbeddedPostgresOptions options, PostgresFolders folders)
    {
        var connection = Base(folders, Database, Role);
        // The engine and its scheduler keep one pool each, and a person with psql needs room beside them.
        connection.MaxPoolSize = (options.MaxConnections - 10) / 2;
        return connection.ConnectionString;
    }

    public static string Administration(PostgresFolders folders, string database = "postgres")
    {
        var connection = Base(folders, database, Superuser);
        connection.Pooling = false;
        return connection.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Base(PostgresFolders folders, string database, string role) => new()
    {
        Host = folders.Socket,
        Database = database,
        Username = role,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "GlusterEngine",
    };
}
