using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>
/// One engine for the tests of a class, each of which makes a site of its own. The tasks sync and the inventory run when a test says so or waits for what
/// they see, and after commands; two looks without a task are enough to believe that it is gone.
/// </summary>
public sealed class TasksEngine : IAsyncLifetime
{
    private EngineUnderTest? _engine;

    public EngineUnderTest Engine => _engine!;

    public EngineClient Client => Engine.Client;

    public GlusterTasksSync Sync => Engine.Services.GetRequiredService<GlusterTasksSync>();

    /// <summary>Settings of engines whose syncs wait to be called.</summary>
    public static EngineSettings Settings { get; } = new()
    {
        More = new Dictionary<string, string>
        {
            ["Tasks:IntervalSeconds"] = "3600",
            ["Inventory:LightSeconds"] = "3600",
            ["Tasks:AbsenceSettlesSeconds"] = "0",
            ["Vds:StatusSeconds"] = "1",
            ["Vds:ReadSeconds"] = "1",
            ["Vds:ChangeSeconds"] = "15",
        },
    };

    public static Task<EngineUnderTest> StartAsync(EngineSettings? settings = null, SimulatedGluster? gluster = null) => EngineUnderTest.StartAsync(settings ?? Settings, services =>
    {
        if (gluster is not null) services.AddSingleton(gluster);
        services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, static (provider, _) => new LosingCommandLine(provider.GetRequiredService<SimulatedGluster>()));
    });

    public async Task InitializeAsync() => _engine = await StartAsync();

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>A cluster of three hosts with the given volumes; a rebalance of each takes about a minute.</summary>
    public Task<SimulatedSite> CreateSiteAsync(params string[] volumes) => SimulatedSite.CreateAsync(Engine, volumes);

    /// <summary>The one value of a query.</summary>
    public async Task<string?> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Engine.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
