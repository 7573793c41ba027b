using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tls;

/// <summary>An engine with a CA of its own.</summary>
public sealed class TlsEngine : IAsyncLifetime
{
    private EngineProcess? _engine;

    public EngineProcess Engine => _engine!;

    /// <summary>For files of tests.</summary>
    public string Folder { get; } = TestFolder.Create();

    /// <summary>The engine's address without a slash at its end.</summary>
    public string Root => Engine.Address.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync() =>
        _engine = await EngineProcess.StartAsync(new() { IsTls = true, More = new Dictionary<string, string> { ["Tls:Names"] = "gluster.example, 192.0.2.7" } });

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
