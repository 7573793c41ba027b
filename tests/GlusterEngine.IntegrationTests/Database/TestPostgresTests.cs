using GlusterEngine.Testing.Database;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task Every_test_gets_an_empty_database_of_its_own()
    {
        await using var one = await TestPostgres.CreateDatabaseAsync();
        await using var other = await TestPostgres.CreateDatabaseAsync();

        await ExecuteAsync(one, "create table t as select 1");
        await ExecuteAsync(other, "create table t as select 1");

        Assert.NotEqual(one.ConnectionString, other.ConnectionString);
    }

    private static async Task ExecuteAsync(TestDatabase database, string statement)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
