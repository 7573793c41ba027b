using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>The database drops all connections while gluster works.</summary>
public sealed class CutConnectionTests : IAsyncLifetime
{
    private EngineUnderTest? _engine;

    public async Task InitializeAsync() => _engine = await EngineUnderTest.StartAsync(TasksEngine.Settings, services =>
        services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, (provider, _) => new CuttingCommandLine(provider.GetRequiredService<SimulatedGluster>(), CutAsync)));

    public async Task DisposeAsync() => await _engine!.DisposeAsync();

    [Fact]
    public async Task What_gluster_answered_is_written_over_a_new_connection()
    {
        var site = await SimulatedSite.CreateAsync(_engine!, "v");

        var started = await site.StartAsync("v");
        var stopped = await site.StopAsync("v");

        Assert.Equal((200, "complete"), (started.Code, started.Xml.Element("status")!.Value));
        Assert.Equal((200, "complete"), (stopped.Code, stopped.Xml.Element("status")!.Value));
        Assert.Equal("aborted", (await site.StepAsync(started)).Element("status")!.Value);
    }

    private async Task CutAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_engine!.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync();
    }
}
