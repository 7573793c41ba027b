using GlusterEngine.Data;
using GlusterEngine.Testing.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>Settings that the engine's sessions bring along.</summary>
public sealed class SessionOptionsTests
{
    [Theory]
    [InlineData("", "6s", "4MB")]
    [InlineData(";Options=-c work_mem=5MB", "6s", "5MB")]
    [InlineData(";Options=-c work_mem=5MB -c idle_in_transaction_session_timeout=9s", "9s", "5MB")]
    [InlineData(";Options=''", "0", "4MB")]
    [InlineData(";Maximum Pool Size=2", "6s", "4MB")]
    public async Task A_transaction_that_stands_still_is_ended_and_ones_own_options_stay(string more, string limit, string memory)
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var services = new ServiceCollection().AddData(_ => database.ConnectionString + more).BuildServiceProvider();

        Assert.Equal((limit, memory), (await ShowAsync(services, "idle_in_transaction_session_timeout"), await ShowAsync(services, "work_mem")));
    }

    private static async Task<string?> ShowAsync(IServiceProvider services, string setting)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"show {setting}");
        return (string?)await command.ExecuteScalarAsync();
    }
}
