using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>One engine in a <see cref="WireState"/> for the tests of a class.</summary>
public sealed class WireSite : IAsyncLifetime
{
    private EngineUnderTest? _engine;
    private WireState? _state;

    public EngineUnderTest Engine => _engine!;

    public EngineClient Client => Engine.Client;

    internal WireState State => _state!;

    public async Task InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync(WireState.Settings);
        _state = await WireState.PrepareAsync(Client);
    }

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Brings the database into a state that would take gluster long.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Engine.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
