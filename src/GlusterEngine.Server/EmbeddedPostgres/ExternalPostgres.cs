using Npgsql;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>A PostgreSQL that somebody else runs, named by <c>ConnectionStrings:Engine</c>.</summary>
internal static class ExternalPostgres
{
    /// <summary>A file whose text is the password, as container engines hand over secrets. Default: none, the connection string is complete.</summary>
    private const string PasswordFile = "Database:PasswordFile";

    public static string WithPassword(string connectionString, IConfiguration configuration)
    {
        if (configuration[PasswordFile] is not { Length: > 0 } file)
        {
            return connectionString;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { Password = File.ReadAllText(file).Trim() }.ConnectionString;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The password of the database cannot be read: {exception.Message} Correct {PasswordFile} or the file.", exception);
        }
    }
}
