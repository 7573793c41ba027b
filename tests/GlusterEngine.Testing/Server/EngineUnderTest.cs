using GlusterEngine.Vds.Simulated;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.Testing.Server;

/// <summary>The real server in this process, behind a real port, over a database and a data folder of its own.</summary>
public sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly EnginePlace _place;
    private readonly Factory _factory;
    private readonly HttpClient _http;
    private bool _isDisposed;

    private EngineUnderTest(EnginePlace place, Factory factory)
    {
        _place = place;
        _factory = factory;
        var addresses = factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
        _http = EngineClient.Connect(Address);
        Client = new EngineClient(_http);
    }

    public Uri Address { get; }

    /// <summary>Speaks as admin@internal.</summary>
    public EngineClient Client { get; }

    public IServiceProvider Services => _factory.Services;

    public SimulatedGluster Gluster => Services.GetRequiredService<SimulatedGluster>();

    /// <summary>The engine's database; null when it runs its own PostgreSQL.</summary>
    public string? ConnectionString => _place.ConnectionString;

    /// <summary>Starts an engine and waits until it answers.</summary>
    /// <param name="settings">With what it starts.</param>
    /// <param name="services">Replaces services before the start.</param>
    public static async Task<EngineUnderTest> StartAsync(EngineSettings? settings = null, Action<IServiceCollection>? services = null)
    {
        var place = await EnginePlace.PrepareAsync(settings ?? new());
        var factory = new Factory(place.Settings, services ?? (static _ => { }));
        try
        {
            factory.UseKestrel(0);
            factory.StartServer();
            return new(place, factory);
        }
        catch
        {
            await factory.DisposeAsync();
            await place.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as a signal would, and removes what was made for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await _factory.DisposeAsync();
        _http.Dispose();
        await _place.DisposeAsync();
    }

    private sealed class Factory(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection> services) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services);
        }
    }
}
