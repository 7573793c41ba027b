using GlusterEngine.Testing.Server;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>An engine of a run.</summary>
internal sealed class HistoryEngine : IAsyncDisposable
{
    private readonly HttpClient _http;

    private HistoryEngine(string name, EngineProcess process)
    {
        Name = name;
        Process = process;
        // Its clients are impatient, for it stands still at times.
        _http = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(4) };
        Client = new(_http);
    }

    /// <summary>Also the name of its sessions in PostgreSQL.</summary>
    public string Name { get; }

    public EngineProcess Process { get; }

    public EngineClient Client { get; }

    /// <summary>Whether it stands still or is dead at the moment, so that it is asked rarely.</summary>
    public bool IsAway { get; set; }

    public static async Task<HistoryEngine> StartAsync(string name, CommitLosingProxy proxy, string folder) => new(name, await EngineProcess.StartAsync(new()
    {
        ConnectionString = proxy.ConnectionString(name),
        DataFolder = folder,
        More = new Dictionary<string, string>(StringComparer.Ordinal) { ["Inventory:LightSeconds"] = "3", ["Vds:ChangeSeconds"] = "15" },
    }));

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
    }
}
