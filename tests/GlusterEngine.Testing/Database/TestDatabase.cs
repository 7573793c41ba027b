namespace GlusterEngine.Testing.Database;

/// <summary>A database of one test, dropped with whatever is still connected to it.</summary>
public sealed class TestDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public async ValueTask DisposeAsync()
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Database;
        await TestPostgres.ExecuteAsync($"drop database if exists {name} with (force)");
    }
}
